namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>One TrackEntry (RFC 9559, section 5.1.4.1).</summary>
internal sealed record MatroskaTrack
{
    private const int TypeVideo = 1;

    public long Number { get; private set; }

    public long Uid { get; private set; }

    public bool IsVideo { get; private set; }

    public bool IsEnabled { get; private set; } = true;

    /// <summary>Nanoseconds a frame; 0 where it is not stated.</summary>
    public long DefaultDuration { get; private set; }

    public string CodecId { get; private set; } = string.Empty;

    /// <summary>The codec's configuration; empty where there is none or it cannot be read.</summary>
    public byte[] Private { get; private set; } = [];

    public MatroskaPicture Picture { get; private set; } = new();

    public ContentEncoding Encoding { get; private set; } = new();

    public static MatroskaTrack Read(VideoBytes bytes, EbmlElement entry)
    {
        var track = new MatroskaTrack();
        foreach (var child in EbmlReader.Children(bytes, entry))
        {
            track.Add(bytes, child);
        }

        if (track.Encoding.ChangesPrivate)
        {
            track.Private = [];
        }

        return track;
    }

    private void Add(VideoBytes bytes, EbmlElement child)
    {
        switch (child.Id)
        {
            case MatroskaId.TrackNumber:
                Number = EbmlReader.UInt(bytes, child);
                break;
            case MatroskaId.TrackUid:
                Uid = EbmlReader.UInt(bytes, child);
                break;
            case MatroskaId.TrackType:
                IsVideo = EbmlReader.UInt(bytes, child) == TypeVideo;
                break;
            case MatroskaId.FlagEnabled:
                IsEnabled = EbmlReader.UInt(bytes, child) != 0;
                break;
            case MatroskaId.DefaultDuration:
                DefaultDuration = EbmlReader.UInt(bytes, child);
                break;
            case MatroskaId.CodecId:
                CodecId = EbmlReader.Text(bytes, child);
                break;
            case MatroskaId.CodecPrivate when child.Size <= VideoBytes.MaxRead:
                Private = EbmlReader.Content(bytes, child, VideoBytes.MaxRead).ToArray();
                break;
            case MatroskaId.Video:
                Picture = MatroskaPicture.Read(bytes, child);
                break;
            case MatroskaId.ContentEncodings:
                Encoding = ContentEncoding.Read(bytes, child);
                break;
        }
    }
}
