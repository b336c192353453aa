using System.Security.Cryptography;
using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Guarding;
using Datastamp.Sources;
using Microsoft.Data.Sqlite;

namespace Datastamp.Caching;

/// <summary>The cache as a whole, for people who look at it, empty it or doubt it.</summary>
public static class MeasurementCache
{
    /// <summary>The cache's folder where no other is named.</summary>
    public static string DefaultFolder => SharedMeasurements.DefaultFolder;

    /// <summary>What the cache holds.</summary>
    /// <exception cref="DiagnosticException">DS0105: it cannot be read.</exception>
    public static CacheState Look(string folder)
    {
        var file = CacheDatabase.FileIn(folder);
        return Guarded(file, () =>
        {
            var bytes = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Sum(entry => entry.Length) : 0;
            if (!File.Exists(file))
            {
                return new CacheState(file, bytes, CacheEviction.Limit, 0, 0, 0);
            }

            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            long Count(string table) => CacheDatabase.Number(connection, $"SELECT COUNT(*) FROM {table}");
            return new(file, bytes, CacheEviction.Limit, Count("paths"), Count("images"), Count("results"));
        });
    }

    /// <summary>Deletes all that is known. Processes that are at work go on, and write into what is made anew.</summary>
    /// <returns>The number of bytes that were freed.</returns>
    /// <exception cref="DiagnosticException">DS0105: it cannot be deleted.</exception>
    public static long Clear(string folder)
    {
        var file = CacheDatabase.FileIn(folder);
        return Guarded(file, () =>
        {
            string[] files = [file, file + "-wal", file + "-shm", .. SharedMeasurements.ListsIn(folder)];
            var freed = files.Where(File.Exists).Sum(path => new FileInfo(path).Length);
            Array.ForEach(files, File.Delete);
            HandNote.DeleteOfDead(SharedMeasurements.SharedIn(folder));
            return freed;
        });
    }

    /// <summary>Has SQLite look for damage, reads every file that would be believed to be unchanged, and forgets what is wrong.</summary>
    /// <exception cref="DiagnosticException">DS0105: it cannot be read.</exception>
    public static CacheVerification Verify(string folder, CancellationToken cancellation)
    {
        var file = CacheDatabase.FileIn(folder);
        return Guarded(file, () =>
        {
            if (!File.Exists(file))
            {
                return new CacheVerification(Damage: null, 0, 0, []);
            }

            if (Damage(file) is { } damage)
            {
                CacheDatabase.Delete(file);
                return new(damage, 0, 0, []);
            }

            return VerifyFiles(file, cancellation);
        });
    }

    private static CacheVerification VerifyFiles(string file, CancellationToken cancellation)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        using var rows = new CacheStatement(connection, "SELECT scope, key, root, length, ticks, stamp, value FROM paths JOIN scopes ON scopes.id = scope WHERE kind = 'image'");
        var (same, changed) = (0L, 0L);
        var wrong = new List<(long Scope, string Key, string Path)>();
        while (rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            var key = Encoding.UTF8.GetString(rows.Bytes(1));
            var path = Path.Combine(Encoding.UTF8.GetString(rows.Bytes(2)), key);
            var (now, stamp) = FolderWalk.Look(path);
            if ((now.Length, now.Ticks, stamp) != (rows.Long(3), rows.Long(4), rows.Long(5)))
            {
                changed++;
            }
            else if (CacheSeal.TryOpen(rows.Bytes(6), rows.Bytes(1), out var hash, rows.Long(0), now.Length, now.Ticks, stamp) && hash.SequenceEqual(Hash(path)))
            {
                same++;
            }
            else
            {
                wrong.Add((rows.Long(0), key, path));
            }
        }

        using var statements = new CacheStatements(connection);
        foreach (var (scope, key, _) in wrong)
        {
            new CacheRow.LostPath(scope, key).Write(statements);
        }

        return new(Damage: null, same + wrong.Count, changed, [.. wrong.Select(row => row.Path)]);
    }

    private static byte[] Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }

    private static string? Damage(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            using var check = new CacheStatement(connection, "PRAGMA integrity_check");
            var answer = check.MoveNext() ? Encoding.UTF8.GetString(check.Bytes(0)) : string.Empty;
            check.Reset();
            return string.Equals(answer, "ok", StringComparison.Ordinal) ? null : answer;
        }
        catch (SqliteException e) when (CacheDatabase.IsDamage(e))
        {
            return e.Message;
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = mode }.ToString());
        connection.Open();
        return connection;
    }

    private static T Guarded<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("cache", file, e.Message), e);
        }
    }
}
