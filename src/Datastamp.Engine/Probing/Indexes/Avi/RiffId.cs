namespace Datastamp.Probing.Indexes.Avi;

/// <summary>Four-character codes of AVI files, first character in the lowest byte.</summary>
internal static class RiffId
{
    public const uint Riff = 0x46464952, List = 0x5453494C, Avi = 0x20495641, Avix = 0x58495641;

    public const uint HeaderList = 0x6C726468, StreamList = 0x6C727473, StreamHeader = 0x68727473, StreamFormat = 0x66727473,
        MainHeader = 0x68697661, VideoProperties = 0x70727076, OpenIndex = 0x78646E69, Video = 0x73646976;

    public const uint Movie = 0x69766F6D, Record = 0x20636572, OldIndex = 0x31786469;

    /// <summary>The stream whose number a chunk's first two characters are; -1 where they are not.</summary>
    public static int Stream(uint id)
    {
        var tens = (id & 0xFF) - '0';
        var ones = ((id >> 8) & 0xFF) - '0';
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -1;
    }

    /// <summary>Whether a stream's chunk holds what is to be decoded, and no change of palette (<c>##pc</c>).</summary>
    public static bool IsFrame(uint id) => (id >> 16) is not 0x6370;
}
