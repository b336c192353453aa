using System.CommandLine;
using System.Runtime.InteropServices;
using Datastamp.Guarding;
using Datastamp.Measuring;
using Datastamp.Tool.Guarding;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp try</c>: measures one file, which may end this process. Hidden: what it reads and writes is between it and <see cref="TrialProcess"/>.</summary>
internal static class TryCommand
{
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
        try
        {
            var input = Console.OpenStandardInput();
            var request = TrialRequest.Read(input);
            EndAfter(input);
            _ = Processor.Instance.Decoder;
            Console.Out.WriteLine(TrialProcess.Begun);
            if (Trial.Answer(request.Request, request.Content, Safeguards.EndingWatch()) is not { } answer)
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

    /// <summary>Ends the process when nobody is left who started it.</summary>
    private static void EndAfter(Stream input) => new Thread(() =>
    {
        input.ReadByte();
        ProcessLimits.End(ExitCode.Interrupted);
    })
    { IsBackground = true }.Start();
}
