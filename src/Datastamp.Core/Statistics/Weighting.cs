namespace Datastamp.Statistics;

/// <summary>How images of different sizes count in a dataset's mean and std. With images of one size the three agree.</summary>
public enum Weighting
{
    /// <summary>The mean of the images' means; the std over all pixels, around that mean.</summary>
    Mixed,

    /// <summary>Every pixel counts the same, in the mean and in the std.</summary>
    Pixels,

    /// <summary>Every image counts the same, in the mean and in the std.</summary>
    Images,
}
