namespace Datastamp.Diagnostics;

/// <summary>One thing to tell the user: what happened, why, and what to do. The catalogue is <see cref="Report"/>.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Code">The stable code, <c>DS0001</c> and on.</param>
/// <param name="Message">For people, in one line.</param>
/// <param name="File">The file it is about, or null.</param>
/// <param name="Line">The line in that file, from 1; 0 where there is none.</param>
/// <param name="Column">The column in that line, from 1; 0 where there is none.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary>The canonical form that MSBuild and editors recognize: <c>file(line,column): error DS0001: message</c>.</summary>
    public override string ToString()
    {
        var origin = File is null ? "datastamp" : Line > 0 ? FormattableString.Invariant($"{File}({Line},{Column})") : File;
        return VisibleText.Escaped($"{origin}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}");
    }
}
