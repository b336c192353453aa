using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Guarding;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Caching;

/// <summary>
/// What is known of one image dataset: the hash of a file by where it lies, the integers of an image by its hash, and the result
/// of all files by their fingerprint.
/// </summary>
internal sealed class ImageRecord : IImageMemory, IDisposable
{
    // Where files lie and what is left out decides which files are measured, not what is found in one.
    private static readonly string[] selecting = ["pattern", "exclude", "sample", "sampleSeed"];

    // Another build of this program may measure otherwise.
    private static readonly string program = typeof(ImageRecord).Module.ModuleVersionId.ToString("N");

    private readonly CacheDatabase? database;
    private readonly CacheWriter? writer;
    private readonly IDisposable? guard;
    private readonly ImageDataset dataset;
    private readonly KnownPaths? paths;
    private readonly long imageDefinition;
    private readonly long resultDefinition;

    /// <summary>A record.</summary>
    /// <param name="database">Where it is kept; null for nowhere.</param>
    /// <param name="writer">What writes it; null for nothing.</param>
    /// <param name="guard">Keeps other processes from measuring the same, until this is disposed; or null.</param>
    /// <param name="dataset">What is measured.</param>
    public ImageRecord(CacheDatabase? database, CacheWriter? writer, IDisposable? guard, ImageDataset dataset)
    {
        this.database = database;
        this.writer = writer;
        this.guard = guard;
        this.dataset = dataset;
        var values = dataset.Measured.Values;
        imageDefinition = CacheDatabase.Id([program, .. values.Where(value => !selecting.Contains(value.Key, StringComparer.Ordinal)).Select(value => $"{value.Key}={value.Value}")]);
        resultDefinition = CacheDatabase.Id([program, .. values.Select(value => $"{value.Key}={value.Value}")]);
        var scope = CacheDatabase.Id([dataset.Kind, dataset.Root, .. dataset.SkippedFolders, .. dataset.Patterns, string.Empty, .. dataset.Exclude]);
        paths = database is null || writer is null ? null : new(database, writer, dataset, scope);
    }

    /// <summary>Whether what is known is made use of, and not only written.</summary>
    public bool IsBelieved { get; init; } = true;

    /// <inheritdoc/>
    public Suspects? Suspects { get; init; }

    /// <summary>What measures. Of one whose pixels are not the processor's, nothing but hashes is kept or found.</summary>
    public IImageDevice Device { get; init; } = Processor.Instance;

    /// <summary>The samples' hashes, as far as they are known.</summary>
    public FingerprintBuilder Recall(IReadOnlyList<Sample> samples)
    {
        var fingerprint = new FingerprintBuilder(samples, dataset.Subset);
        paths?.Recall(samples, (index, hash) =>
        {
            if (IsBelieved && hash.Length == FingerprintBuilder.HashLength && samples[index].Length <= int.MaxValue)
            {
                fingerprint.Add(index, (int)samples[index].Length, hash);
            }
        });
        return fingerprint;
    }

    /// <summary>The result for these contents, if it is known.</summary>
    public ImageResult? Find(string fingerprint)
    {
        ImageResult? found = null;
        if (IsBelieved && Device.IsExact)
        {
            database?.Try(() =>
            {
                using var connection = database.Connect();
                using var rows = new CacheStatement(connection, "SELECT value FROM results WHERE definition = ? AND fingerprint = ?");
                found = rows.Bind(0, resultDefinition).Bind(1, fingerprint).MoveNext() && CacheSeal.TryOpen(rows.Bytes(0), Encoding.UTF8.GetBytes(fingerprint), out var value, resultDefinition)
                    ? Parse(Encoding.UTF8.GetString(value))
                    : null;
            });
        }

        return found is not null && found.BadFiles.All(file => Suspects?.Holds(file.Reason) != false) && string.Equals(found.Fingerprint, fingerprint, StringComparison.Ordinal) && dataset.Measured.Equals(found.Definition) ? found with { Device = Device.Name } : null;
    }

    /// <summary>Keeps a result, and forgets the files that are gone.</summary>
    public void Save(ImageResult? result = null)
    {
        paths?.ForgetLost();
        Suspects?.Forget();
        if (result is not null && Device.IsExact)
        {
            writer?.Add(new CacheRow.Result(resultDefinition, result.Fingerprint, ImageResultJson.Write(result with { Device = null }).ToString(Formatting.None)));
        }
    }

    public IImageMemoryShare OpenShare(bool isBrief) => new Share(this, isBrief);

    /// <summary>Who waits for the guard is to find what was written.</summary>
    public void Dispose()
    {
        if (guard is not null)
        {
            writer?.Flush();
            guard.Dispose();
        }
    }

    /// <summary>Null for what was damaged: it is as good as nothing, and will be written again.</summary>
    private ImageResult? Parse(string text)
    {
        try
        {
            return ImageLockReader.Read(database!.File, "record", JToken.Parse(text));
        }
        catch (Exception e) when (e is JsonException or DiagnosticException)
        {
            return null;
        }
    }

    private sealed class Share : IImageMemoryShare
    {
        private const int RefreshDays = 7;

        private readonly ImageRecord record;
        private readonly SumsCodec codec;
        private readonly long oldest = CacheDatabase.Today - RefreshDays;
        private SqliteConnection? connection;
        private CacheStatement? find;

        public Share(ImageRecord record, bool isBrief)
        {
            this.record = record;
            codec = new(record.dataset.Preprocessing.Channels.Count, record.dataset.Histogram);
            if (record.Device.IsExact && (record.IsBelieved || record.Suspects is not null))
            {
                record.database?.Try(() =>
                {
                    connection = record.database.Connect();

                    // Of a definition that nothing was measured by, no image need be looked for.
                    using var any = new CacheStatement(connection, "SELECT 1 FROM images WHERE definition = ? LIMIT 1");
                    if (any.Bind(0, record.imageDefinition).MoveNext())
                    {
                        any.Reset();
                        if (isBrief)
                        {
                            CacheDatabase.Execute(connection, "BEGIN");
                        }

                        find = new(connection, "SELECT value, used FROM images WHERE definition = ? AND hash = ?");
                    }
                });
            }
        }

        public bool TryFind(ReadOnlySpan<byte> hash, out ImageSums sums, out string? reason)
        {
            sums = default;
            reason = null;
            if (find is null || !record.IsBelieved)
            {
                return false;
            }

            try
            {
                if (!find.Bind(0, record.imageDefinition).Bind(1, hash).MoveNext())
                {
                    return false;
                }

                var isKnown = CacheSeal.TryOpen(find.Bytes(0), hash, out var value, record.imageDefinition) && codec.TryDecode(value, out sums, out reason);
                if (isKnown && reason is not null && record.Suspects?.Holds(reason) == false)
                {
                    isKnown = false;
                }

                if (isKnown && find.Long(1) < oldest)
                {
                    record.writer!.Add(new CacheRow.UsedImage(record.imageDefinition, hash.ToArray()));
                }

                find.Reset();
                return isKnown;
            }
            catch (SqliteException e)
            {
                find = null;
                record.database!.Fail(e);
                return false;
            }
        }

        public bool IsDoubted(ReadOnlySpan<byte> hash)
        {
            if (find is null || record.IsBelieved)
            {
                return false;
            }

            try
            {
                var isVerdict = find.Bind(0, record.imageDefinition).Bind(1, hash).MoveNext() && SumsCodec.IsVerdict(find.Bytes(0));
                find.Reset();
                return isVerdict;
            }
            catch (SqliteException e)
            {
                find = null;
                record.database!.Fail(e);
                return false;
            }
        }

        public void Remember(Sample sample, long length, ReadOnlySpan<byte> hash)
        {
            if (length == sample.Length)
            {
                record.paths?.Remember(sample, hash);
            }
        }

        public void Remember(ReadOnlySpan<byte> hash, ImageSums sums) => Write(hash, SumsCodec.Encode(sums));

        public void Remember(ReadOnlySpan<byte> hash, string reason) => Write(hash, SumsCodec.Encode(reason));

        public void RememberVerdict(ReadOnlySpan<byte> hash, string verdict)
        {
            Write(hash, SumsCodec.EncodeVerdict(verdict));
            record.writer?.Flush();
        }

        public void Dispose()
        {
            find?.Dispose();
            connection?.Dispose();
        }

        private void Write(ReadOnlySpan<byte> hash, byte[] value)
        {
            if (record.Device.IsExact)
            {
                record.writer?.Add(new CacheRow.Image(record.imageDefinition, hash.ToArray(), value));
            }
        }
    }
}
