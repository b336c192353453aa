namespace Datastamp.Resampling;

/// <summary>
/// For each output position along one axis: the input positions it reads and their weights, as doubles that sum to 1
/// and in fixed point. Pillow, <c>src/libImaging/Resample.c</c>.
/// </summary>
internal sealed class Taps
{
    public const int PrecisionBits = 22;

    private readonly int[] first;
    private readonly int[] count;
    private readonly int stride;
    private readonly double[] weights;
    private readonly int[] fixedWeights;
    private readonly WeightPair[] pairs;

    public Taps(int from, int to, Interpolation interpolation)
    {
        // Pillow keeps the box that it resamples from in single precision.
        var scale = (double)(float)from / to;
        var filterScale = Math.Max(scale, 1);
        var support = Filter.Support(interpolation) * filterScale;

        Length = to;
        first = new int[to];
        count = new int[to];
        stride = ((int)Math.Ceiling(support) * 2) + 2;
        weights = new double[checked(to * stride)];
        for (var i = 0; i < to; i++)
        {
            var center = (i + 0.5) * scale;
            first[i] = Math.Max((int)(center - support + 0.5), 0);
            count[i] = Math.Min((int)(center + support + 0.5), from) - first[i];
            Weigh(weights.AsSpan(i * stride, count[i]), first[i], center, 1 / filterScale, interpolation);
        }

        fixedWeights = new int[weights.Length];
        for (var i = 0; i < fixedWeights.Length; i++)
        {
            fixedWeights[i] = ToFixed(weights[i]);
        }

        pairs = new WeightPair[fixedWeights.Length / 2];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(fixedWeights[2 * i], fixedWeights[(2 * i) + 1]);
        }
    }

    public int Length { get; }

    public int FirstUsed => first[0];

    public int EndUsed => first[^1] + count[^1];

    public int First(int position) => first[position];

    public ReadOnlySpan<double> Weights(int position) => weights.AsSpan(position * stride, count[position]);

    public ReadOnlySpan<int> FixedWeights(int position) => fixedWeights.AsSpan(position * stride, count[position]);

    public ReadOnlySpan<WeightPair> Pairs(int position) =>
        pairs.AsSpan(position * (stride / 2), (count[position] + 1) / 2);

    public int Count(int position) => count[position];

    private static void Weigh(Span<double> weights, int first, double center, double inverseScale, Interpolation interpolation)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Filter.Weight(interpolation, (i + first - center + 0.5) * inverseScale);
            sum += weights[i];
        }

        if (sum == 0)
        {
            return;
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }

    private static int ToFixed(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));
}
