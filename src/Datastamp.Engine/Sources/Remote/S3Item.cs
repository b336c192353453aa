using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;

namespace Datastamp.Sources.Remote;

/// <summary>An object as a listing tells of it.</summary>
/// <param name="Key">Its key in the bucket.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ETag">What changes with its contents.</param>
/// <param name="Version">A number of <paramref name="ETag"/> and the time, where other files have their ticks: above 0.</param>
internal sealed record S3Item(string Key, long Length, string ETag, long Version)
{
    public static S3Item Of(S3Object item)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{item.ETag} {item.LastModified?.ToUniversalTime().Ticks}");
        var hash = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new(item.Key, item.Size ?? 0, item.ETag, (hash & long.MaxValue) | 1);
    }
}
