namespace Datastamp.Geometry;

internal static class SampleCount
{
    public static void ThrowIfNot(int length, ImageSize size, int channels, string parameter)
    {
        var expected = (Int128)size.Width * size.Height * channels;
        if (length != expected)
        {
            throw new ArgumentException(
                $"{length} samples given, {expected} needed for {size} pixels of {channels} channels.",
                parameter);
        }
    }
}
