namespace Datastamp.Sources;

/// <summary>How much a container may ask of its reader.</summary>
internal sealed record ContainerLimits
{
    /// <summary>What holds for users.</summary>
    public static ContainerLimits Default { get; } = new();

    /// <summary>The longest member, in bytes: what one array holds.</summary>
    public long LongestMember { get; init; } = Array.MaxLength;

    /// <summary>The most members.</summary>
    public int MostMembers { get; init; } = 50_000_000;

    /// <summary>Bytes that may come of a compressed byte: photographs give 1, drawings in BMP up to some hundred.</summary>
    public int MostExpansion { get; init; } = 200;

    /// <summary>Bytes that may come of any container, whatever its length.</summary>
    public long UncheckedLength { get; init; } = 256L << 20;
}
