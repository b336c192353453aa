using Datastamp.Diagnostics;

namespace Datastamp.Tool.Terminal;

/// <summary>Text from outside, such as names of files, made fit for a terminal.</summary>
internal static class PlainText
{
    /// <summary>A text without what terminals and CI services obey, or what turns or hides text. Tabs stay.</summary>
    public static string Of(string text) => VisibleText.Masked(text);
}
