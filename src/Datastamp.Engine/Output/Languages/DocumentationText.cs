namespace Datastamp.Output.Languages;

/// <summary>Foreign text within an XML documentation comment of any language.</summary>
internal static class DocumentationText
{
    /// <summary>The text in one line, without anything that is markup, or that turns or hides text.</summary>
    public static string Escape(string text) => CommentText.Escape(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
