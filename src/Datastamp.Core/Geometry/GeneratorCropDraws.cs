using Datastamp.Sampling;

namespace Datastamp.Geometry;

/// <summary>Draws from a generator; single-precision ones as torch scales its own, from 24 random bits.</summary>
internal readonly struct GeneratorCropDraws(SamplingGenerator generator) : ICropDraws
{
    private const int SignificandBits = 24;

    public float NextSingle(float low, float high) =>
        ((generator.NextUInt64() >> (64 - SignificandBits)) * (1f / (1 << SignificandBits)) * (high - low)) + low;

    public int Next(int count) => generator.Next(count);
}
