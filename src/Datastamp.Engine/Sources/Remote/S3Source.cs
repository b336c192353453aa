using Datastamp.Diagnostics;
using Datastamp.Sources.Archives;

namespace Datastamp.Sources.Remote;

/// <summary>
/// What lies below an address of S3: each object a sample, and each tar archive a shard, which is streamed. Nothing on disk
/// tells of a change, so that every build looks.
/// </summary>
/// <param name="root">The address, which may stand for several.</param>
/// <param name="filter">Which samples belong to the dataset.</param>
/// <param name="limits">How much archives may ask for.</param>
internal sealed class S3Source(string root, KeyFilter filter, ContainerLimits limits) : VolumeSource(filter)
{
    /// <inheritdoc/>
    protected override (IReadOnlyList<VolumeFile> Files, IReadOnlyList<WatchedPath> Watched) FindFiles(Action<int>? found, CancellationToken cancellation)
    {
        // No file has this path, so whoever compares it with the disk finds it changed.
        WatchedPath[] watched = [new(root, Length: 0, Ticks: 0)];
        var addresses = ShardRange.Expand(root).Select(S3Address.Parse).ToArray();
        var folder = addresses.Length == 1 ? addresses[0] : S3Address.Parse(ShardRange.FolderOf(root));
        var bucket = new S3Bucket(folder.Bucket);
        var listed = addresses.Select(address => (Address: address, Items: Below(bucket, address, found, cancellation))).ToArray();
        if (listed.All(item => item.Items.Count == 0))
        {
            return ([], watched);
        }

        var missing = listed.Where(item => item.Items.Count == 0).Select(item => item.Address.Of(item.Address.Key)).ToArray();
        if (missing.Length > 0)
        {
            throw new DiagnosticException(Report.ShardsNotThere(missing, addresses.Length));
        }

        var items = listed.SelectMany(item => item.Items).ToArray();
        var prefix = folder.Key.Length > 0 ? folder.Key + "/" : string.Empty;
        if (items is [var only] && string.Equals(only.Key, folder.Key, StringComparison.Ordinal))
        {
            return ([Tar(bucket, folder, only, string.Empty, cancellation)], watched);
        }

        var shards = items.Where(item => ContainerFormats.IsTar(item.Key)).ToArray();
        return (
            [
                new(new S3Objects(bucket, root, prefix, [.. items.Except(shards)]), string.Empty, Ticks: 0, Stamp: 0),
                .. shards.Select(item => Tar(bucket, folder, item, MemberName.ToKey(item.Key[prefix.Length..], root) + "/", cancellation)),
            ],
            watched);
    }

    private VolumeFile Tar(S3Bucket bucket, S3Address folder, S3Item item, string prefix, CancellationToken cancellation)
    {
        var compression = Path.GetExtension(item.Key).ToUpperInvariant() switch
        {
            ".GZ" or ".TGZ" => Compression.Gzip,
            ".ZST" or ".TZST" => Compression.Zstandard,
            _ => Compression.None,
        };
        return new(new StreamedTarVolume(folder.Of(item.Key), compression, limits, () => bucket.Open(item, cancellation)), prefix, item.Version, item.Version);
    }

    /// <summary>An address that names an archive is of that; any other of a folder, so that <c>data</c> does not begin <c>data2</c>.</summary>
    private IReadOnlyList<S3Item> Below(S3Bucket bucket, S3Address address, Action<int>? found, CancellationToken cancellation)
    {
        if (ContainerFormats.IsTar(address.Key))
        {
            return [.. bucket.List(address.Key, limits.MostMembers, found, cancellation).Where(item => string.Equals(item.Key, address.Key, StringComparison.Ordinal))];
        }

        return bucket.List(address.Key.Length > 0 ? address.Key + "/" : string.Empty, limits.MostMembers, found, cancellation);
    }
}
