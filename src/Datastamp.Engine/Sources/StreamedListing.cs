namespace Datastamp.Sources;

/// <summary>What a source with streams holds, before any of them is read.</summary>
/// <param name="Samples">The samples that lie in no stream.</param>
/// <param name="Streams">Opens a stream, by the number of its <see cref="Sample.Volume"/>.</param>
internal sealed record StreamedListing(IReadOnlyList<Sample> Samples, IReadOnlyDictionary<int, Func<ISampleStream>> Streams);
