namespace Datastamp.Tool.Backends;

/// <summary>Sizes in words.</summary>
internal static class ByteSize
{
    private const double Giga = 1e9;

    /// <summary>As in <c>0.5 GB</c>.</summary>
    public static string Of(long bytes) => FormattableString.Invariant($"{bytes / Giga:0.0#} GB");
}
