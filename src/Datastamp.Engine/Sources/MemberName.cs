using System.Text;
using Datastamp.Diagnostics;

namespace Datastamp.Sources;

/// <summary>Names in containers, which come from anybody. None of them ever becomes a path; still, what could lead elsewhere is refused.</summary>
internal static class MemberName
{
    private const int LongestName = 4096;

    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a name.</summary>
    /// <exception cref="DiagnosticException">DS0114: it is no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> name, string container)
    {
        try
        {
            return utf8.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            throw new DiagnosticException(Report.MemberNameRefused(container, Encoding.UTF8.GetString(name), "it is not valid UTF-8"));
        }
    }

    /// <summary>The key of a name, without <c>./</c> before it; empty for the container itself.</summary>
    /// <exception cref="DiagnosticException">DS0114: it leads out of the container.</exception>
    public static string ToKey(string name, string container)
    {
        var key = name;
        while (key.StartsWith("./", StringComparison.Ordinal))
        {
            key = key[2..];
        }

        if (key is "" or ".")
        {
            return string.Empty;
        }

        var flaw = key.Length > LongestName ? "it is too long"
            : key[0] == '/' || (key.Length > 1 && key[1] == ':' && char.IsAsciiLetter(key[0])) ? "it is absolute"
            : key.Contains('\0', StringComparison.Ordinal) ? "it has a NUL in it"
            : key.Contains('\\', StringComparison.Ordinal) ? "it has a backslash in it, which separates folders on some systems and not on others"
            : !Sample.IsKey(key.TrimEnd('/')) || key.EndsWith("//", StringComparison.Ordinal) ? "it has '..', '.' or nothing between slashes"
            : null;
        return flaw is null ? key : throw new DiagnosticException(Report.MemberNameRefused(container, name, flaw));
    }
}
