namespace Datastamp.Probing.Indexes;

internal static class AviIndex
{
    public static bool IsAvi(VideoBytes bytes) => bytes.Length < 0;

    public static IndexedVideo Read(VideoBytes bytes) => throw new BadVideoException("not read yet");
}
