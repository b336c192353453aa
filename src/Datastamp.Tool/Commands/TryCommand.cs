using System.CommandLine;
using System.Runtime.InteropServices;
using Datastamp.Guarding;
using Datastamp.Measuring;
using Datastamp.Tool.Guarding;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp try</c>: measures one file, which may end this process. Hidden: what it reads and writes is between it and <see cref="TrialProcess"/>.</summary>
internal static class TryCommand
{
    private const int Poll = 100;

    public static Command Create()
    {
        var command = new Command("try", "Measures a file that may crash the decoder.") { Hidden = true };
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        ProcessLimits.Begin();
        ProcessLimits.LimitMemory();

        // Ctrl+C reaches every process of a terminal, and would be taken for the file's fault: who started this one ends it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var lastBeat = Environment.TickCount64;
        try
        {
            var input = Console.OpenStandardInput();
            var request = TrialRequest.Read(input);
            After(() => input.ReadByte(), ExitCode.Interrupted);
            if (ProcessLimits.Seconds is > 0 and var seconds)
            {
                After(() => WaitForSilence(ref lastBeat, seconds), ProcessLimits.TooSlow);
            }

            _ = Processor.Instance.Decoder;
            Console.Out.WriteLine(TrialProcess.Begun);
            if (Trial.Answer(request.Request, request.Content, () => Volatile.Write(ref lastBeat, Environment.TickCount64)) is not { } answer)
            {
                return ProcessLimits.TooLarge;
            }

            Console.Out.WriteLine(Convert.ToBase64String(answer));
            return ExitCode.Success;
        }
        catch (OutOfMemoryException)
        {
            return ProcessLimits.TooLarge;
        }
        catch (Exception e)
        {
            // Unhandled, it would end this process as a crash does. It says nothing of the file.
            Console.Error.WriteLine(e);
            return ExitCode.Data;
        }
    }

    /// <summary>Waits until a file has made no progress for so long.</summary>
    private static void WaitForSilence(ref long lastBeat, int seconds)
    {
        while (Environment.TickCount64 - Volatile.Read(ref lastBeat) < seconds * 1000L)
        {
            Thread.Sleep(Poll);
        }
    }

    /// <summary>Ends the process when something is over.</summary>
    private static void After(Action wait, int exitCode) => new Thread(() =>
    {
        wait();
        ProcessLimits.End(exitCode);
    })
    { IsBackground = true }.Start();
}
