namespace Datastamp.Torch.Devices;

/// <summary>The program <c>statistics.ptx</c>, which the driver compiles for the GPU that is there.</summary>
internal static class StatisticsKernels
{
    /// <summary>The program's text.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StatisticsKernels).Assembly.GetManifestResourceStream("Datastamp.Torch.statistics.ptx")!);
        return reader.ReadToEnd();
    }
}
