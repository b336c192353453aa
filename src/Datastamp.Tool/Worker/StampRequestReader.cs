using System.Runtime.Serialization;
using Datastamp.Diagnostics;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.Tool.Worker;

/// <summary>Reads what the build asks, and trusts none of it: all of it is there, is text, and names whole paths, so that nothing depends on the worker's folder.</summary>
internal static class StampRequestReader
{
    /// <summary>Reads the two lines.</summary>
    /// <param name="question">The request.</param>
    /// <param name="how">How to run.</param>
    /// <exception cref="DiagnosticException">DS0303: a line is not as the build writes it.</exception>
    public static (StampRequest Asked, RunRequest Run) Read(string question, string how)
    {
        var (asked, run) = (Parse<StampRequest>(question), Parse<RunRequest>(how));
        Texts(
        [
            asked.Worker, asked.Project, asked.Language, asked.LockFile, asked.CodeFile, asked.Namespace, asked.RootNamespace, asked.ClassName, asked.ArtifactsPath, asked.Artifacts,
            run.StateFile, run.CachePath, run.Device, run.DeviceDecoder, .. All(asked.OutputFolders),
        ]);
        foreach (var item in All(asked.Images).Concat(All(asked.Videos)))
        {
            var values = item?.Metadata ?? throw Invalid("an item is missing, or has no metadata");
            Texts([item.Include, item.DefinedIn, .. values.Keys, .. values.Values]);
            if (item.Include.Length == 0 || values.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count)
            {
                throw Invalid("an item includes nothing, or has metadata twice");
            }
        }

        foreach (var path in new[] { asked.Project, asked.LockFile, asked.CodeFile, run.StateFile })
        {
            if (!Path.IsPathFullyQualified(path) || Path.GetFileName(path).Length == 0)
            {
                throw Invalid($"'{path}' is no whole path of a file");
            }
        }

        return (asked, run);
    }

    private static T Parse<T>(string line)
        where T : class
    {
        try
        {
            return ProtocolJson.Read<T>(line);
        }
        catch (SerializationException e)
        {
            throw new DiagnosticException(Report.RequestInvalid(e.Message), e);
        }
    }

    private static T[] All<T>(T[]? row) => row ?? throw Invalid("a list is missing");

    private static void Texts(IEnumerable<string?> texts)
    {
        if (texts.Any(text => text is null || text.Contains('\0', StringComparison.Ordinal)))
        {
            throw Invalid("a text is missing, or has a NUL in it");
        }
    }

    private static DiagnosticException Invalid(string reason) => new(Report.RequestInvalid(reason));
}
