using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>Mean and standard deviation a channel, in units of full scale (0–1). The std is the population's (divided by N).</summary>
/// <param name="Mean">Mean a channel, in the dataset's colour order.</param>
/// <param name="Std">Standard deviation a channel.</param>
public sealed record WeightedStatistics(ImmutableArray<double> Mean, ImmutableArray<double> Std);
