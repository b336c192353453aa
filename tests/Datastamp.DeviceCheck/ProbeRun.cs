using Datastamp.DeviceCheck.Probes;

namespace Datastamp.DeviceCheck;

/// <summary>One probe, in this process.</summary>
internal static class ProbeRun
{
    private static readonly (string Name, Func<CheckOptions, IEnumerable<Row>> Run)[] probes =
    [
        ("machine", MachineProbe.Run),
        ("libtorch", LibtorchProbe.Run),
        ("integers", IntegersProbe.Run),
        ("reduction", ReductionProbe.Run),
        ("normalization", NormalizationProbe.Run),
        ("nvjpeg", NvJpegProbe.Run),
        ("tolerance", ToleranceProbe.Run),
        ("speed", SpeedProbe.Run),
        ("memory", MemoryProbe.Run),
    ];

    public static IEnumerable<string> Names => probes.Select(probe => probe.Name);

    /// <summary>Prints a line for each row, at once: what comes after may crash.</summary>
    public static int Run(string name, CheckOptions options)
    {
        try
        {
            foreach (var row in probes.Single(probe => probe.Name == name).Run(options))
            {
                Console.WriteLine(row.ToLine());
                Console.Out.Flush();
            }

            return 0;
        }
        catch (Exception e)
        {
            // Whatever it is, it is this probe's result.
            Console.WriteLine(Row.Fail(name, $"{(e is Diagnostics.DiagnosticException ? string.Empty : e.GetType().Name + ": ")}{Innermost(e).Message}").ToLine());
            return 0;
        }
    }

    private static Exception Innermost(Exception e) => e is TypeInitializationException or AggregateException or System.Reflection.TargetInvocationException && e.InnerException is { } inner ? Innermost(inner) : e;
}
