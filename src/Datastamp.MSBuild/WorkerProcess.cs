using System.Diagnostics;
using System.Text;

namespace Datastamp.MSBuild;

/// <summary>How a worker came to its end.</summary>
internal enum WorkerEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>The build was cancelled.</summary>
    Canceled,

    /// <summary>It was ended, since it had said nothing for too long.</summary>
    Silent,
}

/// <summary>
/// A worker process: hands it its request, and its lines back. It lives while its standard input is open: closing that ends
/// it cleanly, and so does the death of the build's own process.
/// </summary>
internal sealed class WorkerProcess(string fileName, string arguments, string folder)
{
    private const int LongestLine = 1 << 16;
    private const int Poll = 50;

    // Cancellation is to be over within a second: a worker that does not end by itself is killed well before.
    private static readonly TimeSpan grace = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan drain = TimeSpan.FromSeconds(5);

    private long lastSign;

    /// <summary>What the process said in the end.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="request">What its standard input begins with.</param>
    /// <param name="output">Takes each line of its standard output, on another thread.</param>
    /// <param name="error">Takes each line of its standard error, on another thread.</param>
    /// <param name="silence">How long it may say nothing.</param>
    /// <param name="isCanceled">Asked again and again; ends it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    public WorkerEnd Run(string request, Action<string> output, Action<string> error, TimeSpan silence, Func<bool> isCanceled)
    {
        using var process = Start();
        Sign();
        var pumps = new[] { Pump(process.StandardOutput, output), Pump(process.StandardError, error) };
        _ = Task.Run(() => Send(process, request), CancellationToken.None);
        var end = Wait(process, silence, isCanceled);
        if (end != WorkerEnd.Exited)
        {
            End(process);
        }

        // What a dead process has printed is in its pipes, unless a child of its own still holds them.
        Task.WaitAll(pumps, drain);
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        CloseInput(process);
        ExitCode = process.HasExited ? process.ExitCode : -1;
        return end;
    }

    private static void Send(Process process, string request)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(request);
            process.StandardInput.BaseStream.Write(bytes, 0, bytes.Length);
            process.StandardInput.BaseStream.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended, or was ended, before it read: its exit code and its words tell why.
        }
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // What it did not read before it ended is still buffered here, and cannot be flushed.
        }
    }

    private static void End(Process process)
    {
        CloseInput(process);
        try
        {
            if (!process.WaitForExit((int)grace.TotalMilliseconds))
            {
                process.Kill();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended meanwhile.
        }

        process.WaitForExit((int)grace.TotalMilliseconds);
    }

    private static void ReadLines(TextReader reader, Action<string> take)
    {
        var line = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] != '\n')
                {
                    line.Append(buffer[i]);
                }

                if (line.Length > 0 && (buffer[i] == '\n' || line.Length == LongestLine))
                {
                    take(line.ToString());
                    line.Clear();
                }
            }
        }

        if (line.Length > 0)
        {
            take(line.ToString());
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        WorkerEnvironment.Restrict(start);
        return Process.Start(start)!;
    }

    private Task Pump(TextReader reader, Action<string> take) => Task.Factory.StartNew(
        () => ReadLines(reader, line =>
        {
            Sign();
            take(line);
        }),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Sign() => Volatile.Write(ref lastSign, Stopwatch.GetTimestamp());

    private WorkerEnd Wait(Process process, TimeSpan silence, Func<bool> isCanceled)
    {
        while (!process.WaitForExit(Poll))
        {
            if (isCanceled())
            {
                return WorkerEnd.Canceled;
            }

            if (Stopwatch.GetTimestamp() - Volatile.Read(ref lastSign) > silence.TotalSeconds * Stopwatch.Frequency)
            {
                return WorkerEnd.Silent;
            }
        }

        return WorkerEnd.Exited;
    }
}
