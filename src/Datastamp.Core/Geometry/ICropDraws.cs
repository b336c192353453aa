namespace Datastamp.Geometry;

/// <summary>The random draws that <see cref="RandomResizedCrop"/> is a function of, in the order it takes them.</summary>
internal interface ICropDraws
{
    /// <summary>A single-precision draw from U[low, high).</summary>
    float NextSingle(float low, float high);

    /// <summary>A draw from U{0 … count − 1}.</summary>
    int Next(int count);
}
