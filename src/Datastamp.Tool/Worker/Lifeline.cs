using System.Text;

namespace Datastamp.Tool.Worker;

/// <summary>Standard input, held open by the build: its first two lines are the request and how to run, its end the end of the work.</summary>
internal sealed class Lifeline : IDisposable
{
    private const int GraceMilliseconds = 500;

    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource<(string Request, string Run)> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lifeline() => new Thread(Read) { IsBackground = true, Name = "Lifeline" }.Start();

    /// <summary>Cancelled when the build lets go.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>The two lines; empty where none came.</summary>
    public Task<(string Request, string Run)> ReadAsync() => asked.Task;

    public void Dispose() => ended.Dispose();

    private void Read()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        asked.SetResult((input.ReadLine() ?? string.Empty, input.ReadLine() ?? string.Empty));
        while (input.ReadLine() is not null)
        {
            // Nothing more is said.
        }

        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work was done before.
            return;
        }

        // One large image may take the decoder seconds, and nobody is left to end this process.
        Thread.Sleep(GraceMilliseconds);
        Environment.Exit(ExitCode.Interrupted);
    }
}
