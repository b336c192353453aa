namespace Datastamp.Measuring;

/// <summary>The integers of one image, after resize and crop.</summary>
public readonly ref struct ImageSums
{
    /// <summary>Bits a sample: 8 or 16.</summary>
    public required int Depth { get; init; }

    /// <summary>Number of pixels: 1 or more.</summary>
    public required int Pixels { get; init; }

    /// <summary>Σx a channel.</summary>
    public required ReadOnlySpan<ulong> Sum { get; init; }

    /// <summary>Σx² a channel.</summary>
    public required ReadOnlySpan<ulong> SumOfSquares { get; init; }

    /// <summary>How often each value occurs, one channel behind the other: 256 or 65 536 counts a channel. Empty where no histogram was asked for.</summary>
    public ReadOnlySpan<uint> Counts { get; init; }
}
