using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>What a survey keeps of every whole, valid image.</summary>
/// <param name="Key">Its key in the source. Its label is the name of the folder that holds it; empty in the root.</param>
/// <param name="Bytes">Length of the file in bytes.</param>
/// <param name="Width">Width in pixels as it is decoded, before resize and crop.</param>
/// <param name="Height">Height in pixels, likewise.</param>
/// <param name="Mean">Mean a channel of the measured pixels, full scale 1, in the dataset's colour order.</param>
/// <param name="ContentHash">The first 16 bytes of the SHA-256 of the file: files of one hash are duplicates.</param>
public sealed record SurveyedImage(string Key, long Bytes, int Width, int Height, ImmutableArray<float> Mean, UInt128 ContentHash)
{
    /// <summary>The name of the folder that holds the file; empty for files in the root.</summary>
    public string Label => Key.Split('/') is [.., var folder, _] ? folder : string.Empty;
}
