using System.Text;
using Datastamp.Definitions;
using Datastamp.Sources;

namespace Datastamp.Caching;

/// <summary>What is known of a dataset's files by where they lie, as long as their length, time and stamp are as they were.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="writer">What writes it.</param>
/// <param name="dataset">Whose files they are.</param>
/// <param name="scope">What the files are selected by.</param>
internal sealed class KnownPaths(CacheDatabase database, CacheWriter writer, Dataset dataset, long scope)
{
    private const int RefreshDays = 7;

    private List<string> lost = [];
    private int isNamed;

    public delegate void Known(int index, ReadOnlySpan<byte> value);

    /// <summary>Tells what is known of samples, which are in ordinal order of their keys.</summary>
    public void Recall(IReadOnlyList<Sample> samples, Known known)
    {
        lost = [];
        database.Try(() =>
        {
            using var connection = database.Connect();
            using var rows = new CacheStatement(connection, "SELECT key, length, ticks, stamp, value, used FROM paths WHERE scope = ? ORDER BY key");
            rows.Bind(0, scope);
            Merge(rows, samples, known);
        });
    }

    /// <summary>Keeps what is known of a sample, if its time can be believed.</summary>
    public void Remember(Sample sample, ReadOnlySpan<byte> value)
    {
        if (sample.Stamp != 0 && IsText(sample.Key))
        {
            if (Interlocked.Exchange(ref isNamed, 1) == 0)
            {
                writer.Add(new CacheRow.ScopeName(scope, dataset.Kind, dataset.Root));
            }

            writer.Add(new CacheRow.FilePath(scope, sample.Key, sample.Length, sample.Ticks, sample.Stamp, value.ToArray()));
        }
    }

    /// <summary>Forgets the files that were not among the samples when they were recalled.</summary>
    public void ForgetLost()
    {
        foreach (var key in lost)
        {
            writer.Add(new CacheRow.LostPath(scope, key));
        }

        lost = [];
    }

    /// <summary>
    /// Both are in order, rows by UTF-8 and samples by UTF-16. These orders are one but for characters beyond U+D7FF; a sample
    /// that is passed over for those is looked at as if nothing were known of it.
    /// </summary>
    private void Merge(CacheStatement rows, IReadOnlyList<Sample> samples, Known known)
    {
        var index = 0;
        var text = new byte[1024];
        var oldest = CacheDatabase.Today - RefreshDays;
        var isStale = false;
        while (rows.MoveNext())
        {
            var key = rows.Bytes(0);
            int order;
            while ((order = index < samples.Count ? Utf8(samples[index].Key, ref text).SequenceCompareTo(key) : 1) < 0)
            {
                index++;
            }

            if (order > 0)
            {
                lost.Add(Encoding.UTF8.GetString(key));
                continue;
            }

            isStale |= rows.Long(5) < oldest;
            var sample = samples[index];
            if (sample.Stamp != 0 && (sample.Length, sample.Ticks, sample.Stamp) == (rows.Long(1), rows.Long(2), rows.Long(3))
                && CacheSeal.TryOpen(rows.Bytes(4), key, out var value, scope, sample.Length, sample.Ticks, sample.Stamp))
            {
                known(index, value);
            }

            index++;
        }

        if (isStale)
        {
            writer.Add(new CacheRow.UsedPaths(scope));
        }
    }

    private static ReadOnlySpan<byte> Utf8(string key, ref byte[] text)
    {
        if (text.Length < key.Length * 3)
        {
            text = new byte[key.Length * 3];
        }

        return text.AsSpan(0, Encoding.UTF8.GetBytes(key, text));
    }

    /// <summary>Names that are no text may be told apart by bytes only, which strings do not hold.</summary>
    private static bool IsText(string key) => !key.Contains('\uFFFD', StringComparison.Ordinal) && !key.Contains('\0', StringComparison.Ordinal);
}
