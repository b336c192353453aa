namespace Datastamp.Measuring;

/// <summary>Takes what comes of each image: one call a file.</summary>
public interface IImageReceiver
{
    /// <summary>A whole, valid image.</summary>
    /// <param name="index">The file's index.</param>
    /// <param name="sums">Its integers, valid until this returns.</param>
    void Measured(int index, ImageSums sums);

    /// <summary>A file that is no whole, valid image, or of a kind that is not measured.</summary>
    /// <param name="index">The file's index.</param>
    /// <param name="reason">Why, for people.</param>
    void Refused(int index, string reason);
}
