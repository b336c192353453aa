namespace Datastamp.Definitions;

/// <summary>The channels that are measured, in their order.</summary>
public enum ColorOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One channel: luma by ITU-R BT.601 in Pillow's fixed point, (19595·R + 38470·G + 7471·B + 32768) / 65536.</summary>
    Gray,
}
