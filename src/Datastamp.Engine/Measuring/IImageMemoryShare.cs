using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>One thread's access to what is known of images.</summary>
internal interface IImageMemoryShare : IDisposable
{
    /// <summary>Finds what came of a file of these contents.</summary>
    /// <param name="hash">The SHA-256 of the contents.</param>
    /// <param name="sums">The image's integers, valid until the next call.</param>
    /// <param name="reason">Why the file is no image; null for an image.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(ReadOnlySpan<byte> hash, out ImageSums sums, out string? reason);

    /// <summary>Whether a file of these contents ended a process once, and nothing is believed of what is known: it is to be tried again, alone.</summary>
    bool IsDoubted(ReadOnlySpan<byte> hash);

    /// <summary>Keeps the hash of a file that was read.</summary>
    /// <param name="sample">The file as it was listed.</param>
    /// <param name="length">The number of bytes that were read; nothing is kept where they are not as many as were listed.</param>
    /// <param name="hash">The SHA-256 of the bytes.</param>
    void Remember(Sample sample, long length, ReadOnlySpan<byte> hash);

    /// <summary>Keeps the integers of an image of these contents.</summary>
    void Remember(ReadOnlySpan<byte> hash, ImageSums sums);

    /// <summary>Keeps why a file of these contents is no image.</summary>
    void Remember(ReadOnlySpan<byte> hash, string reason);

    /// <summary>Keeps why a file of these contents ends a process that decodes it.</summary>
    void RememberVerdict(ReadOnlySpan<byte> hash, string verdict);
}
