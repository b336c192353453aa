using System.CommandLine;
using System.Runtime.Serialization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.MSBuild.Protocol;
using Datastamp.Output;
using Datastamp.Sources;
using Datastamp.Stamping;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp stamp REQUEST</c>: the build's worker. Hidden: its request and its output are between it and the task.</summary>
internal static class StampCommand
{
    private static readonly Argument<string> request = new("REQUEST") { Description = "The request that the build wrote." };

    public static Command Create()
    {
        var command = new Command("stamp", "Serves a build.") { request };
        command.Hidden = true;
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(request));
            var (text, asked) = Read(path);
            var options = new MeasureOptions(asked.Parallelism > 0 ? asked.Parallelism : Environment.ProcessorCount, new ProgressMessages());
            var plan = ToPlan(asked);
            var lockBefore = StampState.Line(asked.LockFile);
            var outcome = await Stamper.StampAsync(plan, options, Tell, cancellation);
            var lockLine = outcome.IsLockWritten ? StampState.Line(asked.LockFile) : lockBefore;
            AtomicFile.Write(asked.StateFile, State(text, lockLine, outcome.Watched, asked, plan));
            return ExitCode.Success;
        }
        catch (DiagnosticException e)
        {
            foreach (var diagnostic in e.Diagnostics)
            {
                Tell(diagnostic);
            }

            return ExitCode.For(e.Diagnostics);
        }
    }

    private static (string Text, StampRequest Request) Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return (text, ProtocolJson.Read<StampRequest>(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SerializationException)
        {
            throw new DiagnosticException(Report.RequestInvalid(path, e.Message), e);
        }
    }

    private static StampPlan ToPlan(StampRequest asked)
    {
        var code = new CodeOptions(Language(asked), Namespace(asked), ClassName(asked), asked.IsPublic);
        var formats = ArtifactFormats(asked);
        var folder = Path.GetDirectoryName(asked.Project)!;
        return new(
            [.. asked.Images.Select(item => ImageDatasetReader.Read(
                item.Include,
                folder,
                new Dictionary<string, string>(item.Metadata, StringComparer.OrdinalIgnoreCase),
                item.DefinedIn))],
            asked.LockFile,
            asked.LockedMode,
            asked.CodeFile,
            code)
        {
            Artifacts = asked.ArtifactsPath.Length > 0
                ? [.. formats.Select(format => new ArtifactFile(format, asked.ArtifactsPath, Path.GetFileNameWithoutExtension(asked.Project)))]
                : [],
        };
    }

    /// <summary>Languages as MSBuild names them.</summary>
    private static CodeLanguage Language(StampRequest asked) => asked.Language switch
    {
        "C#" => CodeLanguage.CSharp,
        "VB" => CodeLanguage.VisualBasic,
        "F#" => CodeLanguage.FSharp,
        _ => throw new DiagnosticException(Report.LanguageNotSupported(asked.Language, asked.Project)),
    };

    private static string Namespace(StampRequest asked) =>
        asked.Namespace.Length == 0 || asked.Namespace.Split('.').All(Identifiers.IsIdentifier)
            ? asked.Namespace
            : throw Invalid(asked, "DatastampNamespace", asked.Namespace, "identifiers with dots between them, or nothing");

    private static string ClassName(StampRequest asked) => Identifiers.IsIdentifier(asked.ClassName)
        ? asked.ClassName
        : throw Invalid(asked, "DatastampClassName", asked.ClassName, "an identifier of letters, digits and underscores");

    private static ArtifactFormat[] ArtifactFormats(StampRequest asked)
    {
        var all = Enum.GetValues<ArtifactFormat>();
        var named = asked.Artifacts
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Array.FindIndex(all, format => string.Equals(format.ToString(), text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
                ? all[index]
                : throw Invalid(asked, "DatastampArtifacts", text, string.Join(", ", all)))
            .Distinct()
            .ToArray();
        return named.Length > 0 ? named : all;
    }

    private static DiagnosticException Invalid(StampRequest asked, string property, string value, string allowed) =>
        new(Report.InvalidValue(Path.GetFileName(asked.Project), property, value, allowed, asked.Project));

    private static string State(string request, string lockLine, IReadOnlyList<WatchedPath> watched, StampRequest asked, StampPlan plan) => string.Join('\n',
    [
        StampState.Header(request),
        StampState.Line(asked.Worker),
        lockLine,
        StampState.Line(asked.CodeFile),
        .. plan.Artifacts.Select(artifact => StampState.Line(artifact.Path)),
        .. watched.Select(path => StampState.Line(path.Path, path.Length, path.Ticks)),
    ]) + "\n";

    private static void Tell(Diagnostic diagnostic) => Write(new()
    {
        Severity = diagnostic.Severity.ToString().ToLowerInvariant(),
        Code = diagnostic.Code,
        File = diagnostic.File,
        Line = diagnostic.Line,
        Column = diagnostic.Column,
        Message = diagnostic.Message,
    });

    private static void Write(StampMessage message) => Console.Out.WriteLine(ProtocolJson.Write(message));

    /// <summary>A line every five seconds, so that a long build is seen to be alive.</summary>
    private sealed class ProgressMessages : IProgress<MeasureProgress>
    {
        private const int Interval = 5000;
        private long last = Environment.TickCount64;

        public void Report(MeasureProgress value)
        {
            var now = Environment.TickCount64;
            var before = Volatile.Read(ref last);
            if (now - before >= Interval && Interlocked.CompareExchange(ref last, now, before) == before)
            {
                Write(new()
                {
                    Severity = "progress",
                    Message = FormattableString.Invariant($"{value.Dataset}: {value.Files} of {value.TotalFiles} files"),
                });
            }
        }
    }
}
