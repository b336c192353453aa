using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Datastamp.MSBuild;

/// <summary>Everything that a worker printed, with seconds since its start; cut where it is too much. May be used from several threads.</summary>
internal sealed class WorkerLog : IDisposable
{
    private const int LongestLog = 1 << 20;

    private readonly Stopwatch time = Stopwatch.StartNew();
    private readonly StreamWriter text;
    private int left = LongestLog;

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public WorkerLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        text = new(
            new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            AutoFlush = true,
            NewLine = "\n",
        };
    }

    public void Write(string line)
    {
        lock (text)
        {
            if (left <= 0)
            {
                return;
            }

            left -= line.Length;
            try
            {
                text.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,8:0.000} {1}", time.Elapsed.TotalSeconds, left > 0 ? line : "(cut here)"));
            }
            catch (IOException)
            {
                // A full disk must not keep the worker's words from the build: from here on the log is silent.
                left = 0;
            }
        }
    }

    public void Dispose()
    {
        try
        {
            text.Dispose();
        }
        catch (IOException)
        {
            // As above.
        }
    }
}
