namespace Datastamp.Frames;

/// <summary>A video is not whole and valid, so that its frames would not be those that its index names. The message names the file and says what happened and what to do.</summary>
public sealed class BadClipException : Exception
{
    /// <inheritdoc cref="BadClipException"/>
    public BadClipException()
    {
    }

    /// <inheritdoc cref="BadClipException"/>
    public BadClipException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="BadClipException"/>
    public BadClipException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <inheritdoc cref="BadClipException"/>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it, without a full stop.</param>
    internal BadClipException(string path, string reason)
        : this($"{path}: not a whole, valid video: {reason.TrimEnd('.')}. Replace the file, or leave it out of the dataset.") => Path = path;

    /// <summary>The file; empty where it is not told.</summary>
    public string Path { get; } = string.Empty;
}
