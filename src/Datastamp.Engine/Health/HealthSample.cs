namespace Datastamp.Health;

/// <summary>Tiny files that the assembly carries, to try decoders on.</summary>
internal static class HealthSample
{
    public static byte[] Read(string name)
    {
        using var resource = typeof(HealthSample).Assembly.GetManifestResourceStream($"Datastamp.Health.{name}")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
