using System.Globalization;
using System.Text;

namespace Datastamp.Tool.Guarding;

/// <summary>What a trial is given: a line with the number of bytes of a file and the request, and those bytes.</summary>
/// <param name="Request">The request.</param>
/// <param name="Content">The file's bytes; none where the request names a path.</param>
internal sealed record TrialRequest(string Request, byte[] Content)
{
    private const int LongestLine = 1 << 20;

    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="IOException">It is cut off.</exception>
    public static TrialRequest Read(Stream input)
    {
        var line = new List<byte>();
        for (int value; (value = input.ReadByte()) != '\n';)
        {
            line.Add(value >= 0 && line.Count < LongestLine ? (byte)value : throw new FormatException("There is no request."));
        }

        var text = Encoding.UTF8.GetString([.. line]);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var content = new byte[int.Parse(text.AsSpan(0, Math.Max(0, space)), NumberStyles.None, CultureInfo.InvariantCulture)];
        input.ReadExactly(content);
        return new(text[(space + 1)..], content);
    }
}
