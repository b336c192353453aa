namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>What was done to a track's frames before they were stored (RFC 9559, section 5.1.4.1.31).</summary>
internal sealed record ContentEncoding
{
    private const int ScopeFrames = 1, ScopePrivate = 2, AlgorithmStripsHeaders = 3;

    /// <summary>Frames are not stored as the codec made them.</summary>
    public bool ChangesFrames { get; private set; }

    /// <summary>The codec's configuration is not stored as the codec made it.</summary>
    public bool ChangesPrivate { get; private set; }

    /// <summary>The first byte of all frames, where header stripping took it away; null where what is done to them is more.</summary>
    public byte? FirstByte { get; private set; }

    public static ContentEncoding Read(VideoBytes bytes, EbmlElement encodings)
    {
        var all = new ContentEncoding();
        var count = 0;
        foreach (var child in EbmlReader.Children(bytes, encodings))
        {
            if (child.Id == MatroskaId.ContentEncoding)
            {
                all.Add(bytes, child);
                count++;
            }
        }

        all.FirstByte = count == 1 ? all.FirstByte : null;
        return all;
    }

    private void Add(VideoBytes bytes, EbmlElement encoding)
    {
        long scope = ScopeFrames;
        foreach (var child in EbmlReader.Children(bytes, encoding))
        {
            if (child.Id == MatroskaId.ContentEncodingScope)
            {
                scope = EbmlReader.UInt(bytes, child);
            }
            else if (child.Id == MatroskaId.ContentCompression)
            {
                FirstByte = StrippedByte(bytes, child);
            }
        }

        ChangesFrames |= (scope & ScopeFrames) != 0;
        ChangesPrivate |= (scope & ScopePrivate) != 0;
    }

    private static byte? StrippedByte(VideoBytes bytes, EbmlElement compression)
    {
        long algorithm = 0;
        byte? first = null;
        foreach (var child in EbmlReader.Children(bytes, compression))
        {
            if (child.Id == MatroskaId.ContentCompAlgo)
            {
                algorithm = EbmlReader.UInt(bytes, child);
            }
            else if (child is { Id: MatroskaId.ContentCompSettings, Size: > 0 })
            {
                first = bytes.Read(child.Data, 1)[0];
            }
        }

        return algorithm == AlgorithmStripsHeaders ? first : null;
    }
}
