namespace Datastamp.Torch.Transforms;

/// <summary>The tables that there are. Each step of a value is rounded to single precision, as torch's are.</summary>
internal static class SampleTables
{
    private const int MostChannels = 3;

    /// <summary>Bytes as they are.</summary>
    public static SampleTable<byte> Identity { get; } =
        new([.. Enumerable.Range(0, 256 * MostChannels).Select(value => unchecked((byte)value))], isForAny: true);

    /// <summary>x/255.</summary>
    public static SampleTable<float> Scaled { get; } =
        new([.. Enumerable.Range(0, MostChannels).SelectMany(_ => Fill(0, 1))], isForAny: true);

    /// <summary>(x/255 − mean)/std.</summary>
    public static SampleTable<float> Of(Normalize normalize) =>
        new([.. normalize.Mean.Zip(normalize.Std).SelectMany(constants => Fill(constants.First, constants.Second))], isForAny: false);

    private static IEnumerable<float> Fill(float mean, float std) =>
        Enumerable.Range(0, 256).Select(value => ((value / ToTensor.FullScale) - mean) / std);
}
