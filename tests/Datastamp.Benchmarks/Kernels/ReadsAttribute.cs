namespace Datastamp.Benchmarks.Kernels;

/// <summary>How many bytes of samples one run of a benchmark reads.</summary>
/// <param name="bytes">Samples times bytes a sample.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadsAttribute(int bytes) : Attribute
{
    public int Bytes => bytes;
}
