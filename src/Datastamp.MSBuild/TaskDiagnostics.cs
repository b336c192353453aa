using System.Globalization;
using Datastamp.MSBuild.Protocol;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Datastamp.MSBuild;

/// <summary>
/// What the build is told: the worker's messages, and what only the task can know. Each with a link to its explanation. An editor
/// is told by messages alone, of which no property makes errors.
/// </summary>
internal sealed class TaskDiagnostics(TaskLoggingHelper log, string page, bool isDesignTime = false)
{
    private const int LongestQuote = 300;

    private bool hasErrors;

    /// <summary>Whether there was an error, or a warning of which the build made one.</summary>
    public bool HasErrors => hasErrors || log.HasLoggedErrors;

    /// <summary>DS0302: an output cannot be written.</summary>
    public void CannotWrite(string path, string reason) =>
        Error("DS0302", path, $"Cannot be written: {reason.TrimEnd('.')}. What was there before is unchanged. Make room or let it be written, and run again.");

    /// <summary>DS0305: the worker ended without saying why.</summary>
    public void WorkerFailed(string project, int exitCode, string? suspects, string? lastWords, string logFile) => Error(
        "DS0305",
        project,
        string.Format(CultureInfo.InvariantCulture, "The worker ended with exit code {0} and without an answer.{1}{3} Everything it printed is in '{2}'. Build again; if it stays so, a file of a dataset may crash the decoder: halve the dataset with ExcludePattern until it is found, and report it.", exitCode, Quote(lastWords), logFile, suspects is null ? string.Empty : " Before it: " + suspects));

    /// <summary>DS0306: the worker made no progress.</summary>
    public void WorkerSilent(string project, int seconds, string logFile) => Error(
        "DS0306",
        project,
        string.Format(CultureInfo.InvariantCulture, "The worker made no progress for {0} seconds and was ended. Everything it printed is in '{1}'. If the data lies on slow storage, set DatastampTimeLimit to more seconds.", seconds, logFile));

    /// <summary>DS0307: the worker cannot be started.</summary>
    public void WorkerNotStarted(string project, string host, string reason) => Error(
        "DS0307",
        project,
        $"The worker cannot be started by '{host}': {reason.TrimEnd('.')}. It needs the .NET 10 runtime: put its dotnet on the PATH, or set DatastampDotnetHost to it.");

    /// <summary>DS0308: a question, and the answer is no.</summary>
    public void NotUpToDate(string project) =>
        Error("DS0308", project, "The datasets, their lock or their constants changed since the last build, which -question makes an error. Build without it.");

    /// <summary>DS0314: a worker died, and another one goes on.</summary>
    public void WorkerRestarted(string project, int exitCode) => Tell(
        "DS0314",
        project,
        string.Format(CultureInfo.InvariantCulture, "The worker ended with exit code {0}, and another one goes on. What it had in hand is tried file by file, each in a process of its own.", exitCode),
        line: 0,
        column: 0);

    /// <summary>DS0312: transforms without the package that has them.</summary>
    public void TorchNotReferenced(string project) =>
        Error("DS0312", project, "DatastampTorch is true, and the project does not reference Datastamp.Torch, whose transforms the constants would make. Add a reference to that package, or set DatastampTorch to false.");

    /// <summary>Passes a worker's message on.</summary>
    /// <returns>Whether it is one.</returns>
    public bool Relay(StampMessage message)
    {
        switch (message.Severity)
        {
            case "error" when message.Code is { } code:
                Error(code, message.File, message.Message, message.Line, message.Column);
                return true;
            case "warning" when message.Code is { } code && !isDesignTime:
                log.LogWarning(subcategory: null, code, helpKeyword: null, HelpLink(code), message.File, message.Line, message.Column, 0, 0, "{0}", message.Message);
                return true;
            case "warning" or "message":
                Tell(message.Code, message.File, message.Message, message.Line, message.Column);
                return true;
            case "detail":
                log.LogMessage(subcategory: null, message.Code, helpKeyword: null, message.File, message.Line, message.Column, 0, 0, MessageImportance.Low, "{0}", message.Message);
                return true;
            case "progress":
                log.LogMessage(MessageImportance.High, "{0}", message.Message);
                return true;
            case "alive":
                return true;
            default:
                return false;
        }
    }

    private static string Quote(string? lastWords) => lastWords is null
        ? string.Empty
        : $" Its last words: {Visible(lastWords.Length > LongestQuote ? lastWords.Substring(0, LongestQuote) + "…" : lastWords)}";

    /// <summary>What libraries print may have names of files in it, and these what terminals and CI services obey.</summary>
    private static string Visible(string text) => string.Concat(text.Select(c => CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '\uFFFD' : c)).Replace("##", "#\uFFFD");

    private void Error(string code, string? file, string message, int line = 0, int column = 0)
    {
        hasErrors = true;
        if (isDesignTime)
        {
            Tell(code, file, message, line, column);
        }
        else
        {
            log.LogError(subcategory: null, code, helpKeyword: null, HelpLink(code), file, line, column, 0, 0, "{0}", message);
        }
    }

    private void Tell(string? code, string? file, string message, int line, int column) =>
        log.LogMessage(subcategory: null, code, helpKeyword: null, file, line, column, 0, 0, MessageImportance.High, "{0}", message);

    private string HelpLink(string code) => $"{new Uri(page).AbsoluteUri}#{code.ToLowerInvariant()}";
}
