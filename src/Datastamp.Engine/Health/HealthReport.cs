namespace Datastamp.Health;

/// <summary>Whether this machine can do what Datastamp does.</summary>
/// <param name="Findings">A finding a part.</param>
public sealed record HealthReport(IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether all that measuring needs works.</summary>
    public bool IsHealthy => Findings.All(finding => finding.State != HealthState.Bad);

    /// <summary>Looks at the machine. Changes nothing on it.</summary>
    public static HealthReport Examine() =>
        new([.. MachineCheck.Run(), DecoderCheck.Run(), VideoCheck.Run(), SdkCheck.Run(), GpuCheck.Run(), CacheCheck.Run()]);
}
