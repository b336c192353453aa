namespace Datastamp.Sources.Remote;

/// <summary>Where objects lie: <c>s3://bucket/prefix</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">What the objects' keys begin with, or one object's key; without a slash at its end.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    private const string Scheme = "s3://";

    /// <summary>Whether a path is written as an address.</summary>
    public static bool IsAddress(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes an address apart.</summary>
    public static S3Address Parse(string address)
    {
        var path = address[Scheme.Length..].TrimEnd('/');
        return path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? new(path[..slash], path[(slash + 1)..]) : new(path, string.Empty);
    }

    /// <summary>The address of an object of the bucket.</summary>
    public string Of(string key) => $"{Scheme}{Bucket}/{key}";
}
