using System.Diagnostics.CodeAnalysis;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Output;

/// <summary>Texts as values of a column, which is of UTF-8.</summary>
internal static class ParquetText
{
    /// <summary>The text, or null.</summary>
    /// <exception cref="DiagnosticException">DS0135: it has half of a character.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null || UnicodeText.IsWhole(text) ? text : throw new DiagnosticException(Report.NotText(UnicodeText.AroundFlaw(text)));
}
