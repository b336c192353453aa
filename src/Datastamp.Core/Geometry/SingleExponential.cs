namespace Datastamp.Geometry;

/// <summary>
/// The exponential function in single precision as torch computes it: SLEEF's <c>expf_u10</c> (Shibata and Petrogalli,
/// "SLEEF: A portable vectorized library of C standard mathematical functions", 2020), step by step with fused multiplications.
/// It is not the correctly rounded value everywhere, and what follows from the last bit must not differ.
/// </summary>
internal static class SingleExponential
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.428606765330187045e-06f;

    /// <summary>e to the power of <paramref name="x"/>, for |x| up to 80.</summary>
    public static float Of(float x)
    {
        var exponent = MathF.Round(x * Log2E);
        var rest = MathF.FusedMultiplyAdd(exponent, -Ln2High, x);
        rest = MathF.FusedMultiplyAdd(exponent, -Ln2Low, rest);

        var series = 0.000198527617612853646278381f;
        series = MathF.FusedMultiplyAdd(series, rest, 0.00139304355252534151077271f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.00833336077630519866943359f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.0416664853692054748535156f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.166666671633720397949219f);
        series = MathF.FusedMultiplyAdd(series, rest, 0.5f);
        return MathF.ScaleB(1 + MathF.FusedMultiplyAdd(rest * rest, series, rest), (int)exponent);
    }
}
