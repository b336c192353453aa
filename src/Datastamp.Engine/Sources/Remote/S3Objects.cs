namespace Datastamp.Sources.Remote;

/// <summary>Objects of a bucket that are a sample each.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="address">What they lie below, for people.</param>
/// <param name="prefix">What their keys begin with and their samples' do not.</param>
/// <param name="items">The objects.</param>
internal sealed class S3Objects(S3Bucket bucket, string address, string prefix, IReadOnlyList<S3Item> items) : SeekableVolume(address)
{
    /// <inheritdoc/>
    public override IEnumerable<Sample> List(CancellationToken cancellation)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var key = MemberName.ToKey(items[i].Key[prefix.Length..], Path);

            // A console writes an empty object for a folder.
            if (key.Length > 0 && key[^1] != '/')
            {
                yield return new(key, items[i].Length, items[i].Version, items[i].Version) { Place = i };
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(Sample sample, ref byte[] buffer)
    {
        if (sample.Length > Array.MaxLength)
        {
            throw new IOException("The object is longer than 2 GiB.");
        }

        using var stream = bucket.Open(items[(int)sample.Place], CancellationToken.None);
        return MemberReader.Read(stream, sample.Length, ref buffer) is var read && read == sample.Length
            ? read
            : throw new IOException("The object ended before its end.");
    }
}
