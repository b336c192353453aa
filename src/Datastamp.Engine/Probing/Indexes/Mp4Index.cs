namespace Datastamp.Probing.Indexes;

internal static class Mp4Index
{
    public static bool IsMp4(VideoBytes bytes) => bytes.Length < 0;

    public static IndexedVideo Read(VideoBytes bytes) => throw new BadVideoException("not read yet");
}
