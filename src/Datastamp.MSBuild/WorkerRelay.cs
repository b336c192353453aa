using System.Runtime.Serialization;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.MSBuild;

/// <summary>Takes what a worker prints: diagnostics go to the build, everything into the log.</summary>
internal sealed class WorkerRelay(TaskDiagnostics diagnostics, WorkerLog log)
{
    /// <summary>The last line that was no message, for the case that the worker does not end well.</summary>
    public string? LastWords { get; private set; }

    public void Output(string line)
    {
        log.Write(line);
        try
        {
            if (!diagnostics.Relay(ProtocolJson.Read<StampMessage>(line)))
            {
                LastWords = line;
            }
        }
        catch (SerializationException)
        {
            LastWords = line;
        }
    }

    /// <summary>Native libraries print as they please.</summary>
    public void Error(string line)
    {
        log.Write(line);
        LastWords = line;
    }
}
