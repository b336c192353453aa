using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Output.Images;

/// <summary>What an export of one image dataset is written from.</summary>
/// <param name="Identifier">The dataset's name as an identifier.</param>
/// <param name="Dataset">What is asked of it.</param>
/// <param name="Result">What is known of it.</param>
internal sealed record ImageFacts(string Identifier, ImageDataset Dataset, ImageResult Result)
{
    public ImagePreprocessing Preprocessing => Dataset.Preprocessing;

    /// <summary>Mean and std in the dataset's weighting, full scale 1.</summary>
    public WeightedStatistics Statistics => Result.Statistics.For(Dataset.Weighting);
}
