namespace Datastamp.Probing.Indexes;

internal static class MatroskaIndex
{
    public static bool IsMatroska(VideoBytes bytes) => bytes.Length < 0;

    public static IndexedVideo Read(VideoBytes bytes) => throw new BadVideoException("not read yet");
}
