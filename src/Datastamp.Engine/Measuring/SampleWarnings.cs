using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>What is to be told of estimates.</summary>
internal static class SampleWarnings
{
    /// <summary>Warns of margins that are made of too few images, or of images a few of which have most of the pixels.</summary>
    public static void Tell(ImageDataset dataset, ImageResult result, Action<Diagnostic> report)
    {
        if (result.Estimate is not { } estimate || estimate.FilesChosen == result.Files)
        {
            return;
        }

        // Of too few images it does not matter how they weigh.
        var weighed = dataset.Weighting != Weighting.Images && result.Images >= SampleEstimate.FewImages ? estimate.EffectiveImages : result.Images;
        if (weighed < SampleEstimate.FewImages)
        {
            report(Report.SampleSmall(dataset, result.Images, weighed));
        }
    }
}
