namespace Datastamp.Sources.Archives;

/// <summary>How a file is compressed as a whole.</summary>
internal enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip: RFC 1952.</summary>
    Gzip,

    /// <summary>Zstandard: RFC 8878.</summary>
    Zstandard,
}
