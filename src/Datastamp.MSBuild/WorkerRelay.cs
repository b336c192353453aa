using System.Runtime.Serialization;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.MSBuild;

/// <summary>Takes what a worker prints: diagnostics go to the build, everything into the log.</summary>
internal sealed class WorkerRelay(TaskDiagnostics diagnostics, WorkerLog log)
{
    private string? lastLine;
    private string? exception;

    /// <summary>What was printed that was no message, for the case that the worker does not end well: an exception's text, or the last line.</summary>
    public string? LastWords => exception ?? lastLine;

    /// <summary>What the worker said of files that an earlier one had in hand when it died; null where there were none.</summary>
    public string? Suspects { get; private set; }

    /// <summary>Whether the worker said that its work is done.</summary>
    public bool IsDone { get; private set; }

    public void Output(string line)
    {
        log.Write(line);
        try
        {
            var message = ProtocolJson.Read<StampMessage>(line);
            Suspects = message.Code == StampMessage.Suspects ? message.Message : Suspects;
            IsDone |= message.Severity == StampMessage.Done;
            if (!IsDone && !diagnostics.Relay(message))
            {
                lastLine = line;
            }
        }
        catch (SerializationException)
        {
            lastLine = line;
        }
    }

    /// <summary>Native libraries print as they please.</summary>
    public void Error(string line)
    {
        log.Write(line);
        lastLine = line;
        exception ??= line.StartsWith("Unhandled exception", StringComparison.Ordinal) ? line : null;
    }
}
