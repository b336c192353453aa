using Datastamp.Resampling;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// The usual two pipelines of image classification, around the constants of a dataset: those that a build stamped with the same
/// resize and crop, or any others.
/// </summary>
public static class Preprocess
{
    /// <summary>What a network is trained on: a random part of the image, resized, mirrored now and then, as a tensor, normalized.</summary>
    /// <param name="mean">The mean of each channel, on the scale 0–1.</param>
    /// <param name="std">The standard deviation of each channel, on the scale 0–1.</param>
    /// <param name="size">The result's width and height, in pixels.</param>
    /// <param name="region">Chooses the part; of 0.08 to 1 of the area, with a ratio of 3/4 to 4/3, if null.</param>
    /// <param name="flip">How often the image is mirrored, from 0 to 1.</param>
    /// <param name="interpolation">The resize's filter.</param>
    /// <returns>From images to normalized tensors, C×size×size of single precision; draws from the generator that it is given.</returns>
    /// <exception cref="ArgumentException">The constants' lengths differ, or a deviation is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive, or <paramref name="flip"/> is not from 0 to 1.</exception>
    public static Compose Train(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> std,
        int size = 224,
        Geometry.RandomResizedCrop? region = null,
        double flip = 0.5,
        Interpolation interpolation = Interpolation.Bilinear) => new(
            new RandomResizedCrop(size, region, interpolation),
            new RandomHorizontalFlip(flip),
            new ToTensor(),
            new Normalize(mean, std));

    /// <inheritdoc cref="Train(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Geometry.RandomResizedCrop, double, Interpolation)"/>
    public static Compose Train(
        float[] mean,
        float[] std,
        int size = 224,
        Geometry.RandomResizedCrop? region = null,
        double flip = 0.5,
        Interpolation interpolation = Interpolation.Bilinear) => Train(mean.AsSpan(), std.AsSpan(), size, region, flip, interpolation);

    /// <summary>What a network is judged on: the image resized, its centre, as a tensor, normalized.</summary>
    /// <param name="mean">The mean of each channel, on the scale 0–1.</param>
    /// <param name="std">The standard deviation of each channel, on the scale 0–1.</param>
    /// <param name="resize">The length that the short side is resized to, in pixels.</param>
    /// <param name="crop">The result's width and height, in pixels.</param>
    /// <param name="interpolation">The resize's filter.</param>
    /// <returns>From images to normalized tensors, C×crop×crop of single precision; draws nothing.</returns>
    /// <exception cref="ArgumentException">The constants' lengths differ, or a deviation is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Compose Validation(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> std,
        int resize = 256,
        int crop = 224,
        Interpolation interpolation = Interpolation.Bilinear) => new(
            new Resize(resize, interpolation),
            new CenterCrop(crop),
            new ToTensor(),
            new Normalize(mean, std));

    /// <inheritdoc cref="Validation(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Interpolation)"/>
    public static Compose Validation(
        float[] mean,
        float[] std,
        int resize = 256,
        int crop = 224,
        Interpolation interpolation = Interpolation.Bilinear) => Validation(mean.AsSpan(), std.AsSpan(), resize, crop, interpolation);
}
