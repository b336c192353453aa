namespace Datastamp.Definitions;

/// <summary>Whether a text from outside is one: half of a surrogate pair is no character, and UTF-8 cannot hold it.</summary>
internal static class UnicodeText
{
    private const int Around = 20;

    /// <summary>Whether every surrogate has its other half, so that the text comes back from UTF-8 as it was.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text) => FindFlaw(text) < 0;

    /// <summary>What stands around the first half of a character, to tell people where to look.</summary>
    public static string AroundFlaw(string text)
    {
        var at = FindFlaw(text);
        var start = Math.Max(0, at - Around);
        return text[start..Math.Min(text.Length, Math.Max(0, at) + Around)];
    }

    private static int FindFlaw(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (text[start..].IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var found)
        {
            var at = start + found;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return at;
            }

            start = at + 2;
        }

        return -1;
    }
}
