using System.CommandLine;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.MSBuild.Protocol;
using Datastamp.Output;
using Datastamp.Sources;
using Datastamp.Stamping;
using Datastamp.Tool.Devices;
using Datastamp.Tool.Guarding;
using Datastamp.Tool.Worker;

namespace Datastamp.Tool.Commands;

/// <summary>
/// <c>datastamp stamp</c>: the build's worker. Hidden: what it reads and writes is between it and the task. It works while its
/// standard input is open, so that it ends with the build that started it, however that ends.
/// </summary>
internal static class StampCommand
{
    public static Command Create()
    {
        var command = new Command("stamp", "Serves a build.") { Hidden = true };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Ctrl+C reaches every process of a terminal. Here it is left to the build, which closes standard input.</summary>
    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        ProcessLimits.Begin();
        using var lifeline = new Lifeline();
        using var messages = new Messages();
        try
        {
            var (question, how) = await lifeline.ReadAsync();
            var (asked, run) = StampRequestReader.Read(question, how);
            var device = Device(asked, run, messages);
            if (device.Name is null)
            {
                // What GPUs map would count, and is no memory.
                ProcessLimits.LimitMemory();
            }

            var options = new MeasureOptions(Math.Max(1, run.Threads), new ProgressMessages(messages))
            {
                Device = device,
                Safeguard = Safeguards.OfWorker(),
            };
            var outcome = await Stamper.StampAsync(StampPlanReader.Read(asked, run), options, messages.Write, lifeline.Ended);
            AtomicFile.Write(run.StateFile, StampState.Lines(
                StampState.Header(question),
                [StampState.Line(asked.Worker), .. outcome.Lock.Select(Line), .. outcome.Written.Select(StampState.Line)],
                outcome.Watched.Select(Line)));
            messages.Write(new StampMessage { Severity = StampMessage.Done });
            return ExitCode.Success;
        }
        catch (DiagnosticException e)
        {
            return Tell(e.Diagnostics, messages);
        }
        catch (Exception e) when (SystemFailure.DiagnosticOf(e) is { } failure)
        {
            return Tell([failure], messages);
        }
    }

    private static int Tell(IReadOnlyList<Diagnostic> diagnostics, Messages messages)
    {
        foreach (var diagnostic in diagnostics)
        {
            messages.Write(diagnostic);
        }

        return ExitCode.For(diagnostics);
    }

    /// <summary>What measures, where anything may be measured.</summary>
    private static IImageDevice Device(StampRequest asked, RunRequest run, Messages messages)
    {
        if (run.IsDesignTime || asked.LockedMode)
        {
            return Processor.Instance;
        }

        Check(asked, "DatastampDevice", run.Device, run.Device.Length == 0 || MeasuringDevice.IsName(run.Device), MeasuringDevice.Names);
        Check(asked, "DatastampDeviceDecoder", run.DeviceDecoder, run.DeviceDecoder.Length == 0 || MeasuringDevice.Decoders.Contains(run.DeviceDecoder, StringComparer.OrdinalIgnoreCase), string.Join(", ", MeasuringDevice.Decoders));
        return MeasuringDevice.Open(run.Device, run.DeviceDecoder, messages.Write);
    }

    private static void Check(StampRequest asked, string property, string value, bool isValid, string allowed)
    {
        if (!isValid)
        {
            throw new DiagnosticException(Report.InvalidValue(Path.GetFileName(asked.Project), property, value, allowed, new ProjectText(asked.Project).Property(property)));
        }
    }

    private static string Line(WatchedPath path) => StampState.Line(path.Path, path.Length, path.Ticks);
}
