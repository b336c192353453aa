namespace Datastamp.Decoding;

/// <summary>A file is not a whole, valid image. The message is the reason, for people, without the file's name.</summary>
public class BadImageException : Exception
{
    /// <inheritdoc cref="BadImageException"/>
    public BadImageException()
    {
    }

    /// <inheritdoc cref="BadImageException"/>
    public BadImageException(string reason)
        : base(reason)
    {
    }

    /// <inheritdoc cref="BadImageException"/>
    public BadImageException(string reason, Exception inner)
        : base(reason, inner)
    {
    }
}
