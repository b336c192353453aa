namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>Identifiers of the elements that are read (RFC 9559, section 5).</summary>
internal static class MatroskaId
{
    public const uint Ebml = 0x1A45DFA3, DocType = 0x4282;

    public const uint Segment = 0x18538067, SeekHead = 0x114D9B74, Info = 0x1549A966, Tracks = 0x1654AE6B, Cluster = 0x1F43B675,
        Cues = 0x1C53BB6B, Attachments = 0x1941A469, Chapters = 0x1043A770, Tags = 0x1254C367;

    public const uint Seek = 0x4DBB, SeekId = 0x53AB, SeekPosition = 0x53AC;

    public const uint TimestampScale = 0x2AD7B1;

    public const uint TrackEntry = 0xAE, TrackNumber = 0xD7, TrackUid = 0x73C5, TrackType = 0x83, FlagEnabled = 0xB9,
        DefaultDuration = 0x23E383, CodecId = 0x86, CodecPrivate = 0x63A2, Video = 0xE0, ContentEncodings = 0x6D80;

    public const uint PixelWidth = 0xB0, PixelHeight = 0xBA, PixelCropBottom = 0x54AA, PixelCropTop = 0x54BB,
        PixelCropLeft = 0x54CC, PixelCropRight = 0x54DD, DisplayWidth = 0x54B0, DisplayHeight = 0x54BA, DisplayUnit = 0x54B2,
        Projection = 0x7670, ProjectionType = 0x7671, ProjectionPoseYaw = 0x7673, ProjectionPosePitch = 0x7674,
        ProjectionPoseRoll = 0x7675;

    public const uint ContentEncoding = 0x6240, ContentEncodingScope = 0x5032, ContentCompression = 0x5034,
        ContentCompAlgo = 0x4254, ContentCompSettings = 0x4255;

    public const uint Timestamp = 0xE7, SimpleBlock = 0xA3, BlockGroup = 0xA0, Block = 0xA1, BlockDuration = 0x9B,
        ReferenceBlock = 0xFB;

    public const uint Tag = 0x7373, Targets = 0x63C0, TagTrackUid = 0x63C5, SimpleTag = 0x67C8, TagName = 0x45A3,
        TagString = 0x4487;

    /// <summary>Whether an element stands right below the Segment, so that a Cluster of unknown size ends before it.</summary>
    public static bool IsTopLevel(uint id) =>
        id is Ebml or Segment or SeekHead or Info or Tracks or Cluster or Cues or Attachments or Chapters or Tags;
}
