namespace Datastamp.Torch.Transforms;

/// <summary>What each byte of each channel becomes.</summary>
/// <typeparam name="T">The type of that.</typeparam>
/// <param name="values">256 values a channel.</param>
/// <param name="isForAny">Whether all channels have the same, and images may have fewer channels.</param>
internal sealed class SampleTable<T>(T[] values, bool isForAny)
    where T : unmanaged
{
    private const int Bytes = 256;

    /// <summary>256 values a channel.</summary>
    public ReadOnlySpan<T> Values => values;

    /// <summary>The 256 values of a channel.</summary>
    public ReadOnlySpan<T> Of(int channel) => values.AsSpan(channel * Bytes, Bytes);

    /// <exception cref="ArgumentException">The table is of another number of channels.</exception>
    public void ThrowIfNotFor(int channels)
    {
        if (!isForAny && values.Length != channels * Bytes)
        {
            throw new ArgumentException($"The image has {channels} channels, and there are constants for {values.Length / Bytes}.", nameof(channels));
        }
    }
}
