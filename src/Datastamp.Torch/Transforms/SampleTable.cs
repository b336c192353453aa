namespace Datastamp.Torch.Transforms;

/// <summary>What each byte of each channel becomes.</summary>
/// <typeparam name="T">The type of that.</typeparam>
/// <param name="values">256 values, the same for every channel, or 256 a channel.</param>
internal sealed class SampleTable<T>(T[] values)
    where T : unmanaged
{
    private const int Bytes = 256;

    private readonly int tables = values.Length / Bytes;

    /// <summary>256 values.</summary>
    public ReadOnlySpan<T> Of(int channel) => values.AsSpan(tables == 1 ? 0 : channel * Bytes, Bytes);

    /// <exception cref="ArgumentException">The table is of another number of channels.</exception>
    public void ThrowIfNotFor(int channels)
    {
        if (tables != 1 && tables != channels)
        {
            throw new ArgumentException($"The image has {channels} channels, and there are constants for {tables}.", nameof(channels));
        }
    }
}
