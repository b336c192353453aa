using System.Collections;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>Some of many samples, without a copy of them.</summary>
/// <param name="samples">All samples.</param>
/// <param name="indices">Which of them, by their index.</param>
internal sealed class SampleSelection(IReadOnlyList<Sample> samples, IReadOnlyList<int> indices) : IReadOnlyList<Sample>
{
    public int Count => indices.Count;

    public Sample this[int index] => samples[indices[index]];

    public IEnumerator<Sample> GetEnumerator() => indices.Select(index => samples[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
