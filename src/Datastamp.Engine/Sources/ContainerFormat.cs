namespace Datastamp.Sources;

/// <summary>The forms of files that hold samples.</summary>
internal enum ContainerFormat
{
    /// <summary>Not a container.</summary>
    None,

    /// <summary>A tar archive, compressed or not.</summary>
    Tar,

    /// <summary>A zip archive.</summary>
    Zip,

    /// <summary>A Parquet table.</summary>
    Parquet,

    /// <summary>IDX, as of MNIST.</summary>
    Idx,

    /// <summary>The binary version of CIFAR.</summary>
    Cifar,
}
