namespace Datastamp.Decoding.Formats;

/// <summary>Reads numbers out of the text of a PNM: white space separates them, `#` comments to the end of its line.</summary>
internal ref struct PnmText(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Bytes read so far.</summary>
    public int At { get; private set; }

    /// <summary>One digit, 0 or 1; PBM needs no space between them.</summary>
    public int NextBit()
    {
        SkipSpace();
        return text[At++] switch
        {
            (byte)'0' => 0,
            (byte)'1' => 1,
            _ => throw new BadImageException("corrupt: a bit that is neither 0 nor 1"),
        };
    }

    /// <summary>A decimal number of at most nine digits.</summary>
    public int NextNumber()
    {
        SkipSpace();
        var start = At;
        var value = 0;
        while (At < text.Length && char.IsAsciiDigit((char)text[At]))
        {
            if (At - start == 9)
            {
                throw new BadImageException("corrupt: a number of more than nine digits");
            }

            value = (value * 10) + text[At++] - '0';
        }

        return At > start && (At == text.Length || IsSpace(text[At]) || text[At] == '#')
            ? value
            : throw new BadImageException("corrupt: something else where a number must be");
    }

    /// <summary>The single white space that parts the header from binary samples.</summary>
    public void EndHeader()
    {
        if (At == text.Length)
        {
            throw new BadImageException("truncated: ends within the header");
        }

        if (!IsSpace(text[At++]))
        {
            throw new BadImageException("corrupt: no white space behind the header");
        }
    }

    private static bool IsSpace(byte code) => code is (byte)' ' or >= 9 and <= 13;

    private void SkipSpace()
    {
        while (At < text.Length)
        {
            if (text[At] == '#')
            {
                var end = text[At..].IndexOfAny((byte)'\n', (byte)'\r');
                At = end < 0 ? text.Length : At + end;
            }
            else if (IsSpace(text[At]))
            {
                At++;
            }
            else
            {
                return;
            }
        }

        throw new BadImageException("truncated: a number is missing");
    }
}
