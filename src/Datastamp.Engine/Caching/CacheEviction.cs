using System.Globalization;

namespace Datastamp.Caching;

/// <summary>Keeps the cache within its size: what was not used for longest goes first.</summary>
internal static class CacheEviction
{
    /// <summary>The environment variable that sets the limit, in MiB; 0 for nothing at all.</summary>
    public const string Variable = "DATASTAMP_CACHE_SIZE";

    private const long DefaultLimit = 2L << 30;

    // So that not every run deletes a little.
    private const double Kept = 0.8;

    /// <summary>Bytes that the database may be.</summary>
    public static long Limit =>
        long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes) && mebibytes is >= 0 and < 1L << 30
            ? mebibytes << 20
            : DefaultLimit;

    public static void Run(CacheDatabase database)
    {
        var limit = Limit;
        if (!File.Exists(database.File) || new FileInfo(database.File).Length <= limit)
        {
            return;
        }

        using var connection = database.Connect();
        var pageSize = CacheDatabase.Number(connection, "PRAGMA page_size");
        long Size() => (CacheDatabase.Number(connection, "PRAGMA page_count") - CacheDatabase.Number(connection, "PRAGMA freelist_count")) * pageSize;

        foreach (var day in Days(connection))
        {
            if (Size() <= limit * Kept)
            {
                break;
            }

            foreach (var table in new[] { "paths", "images", "results" })
            {
                using var delete = new CacheStatement(connection, $"DELETE FROM {table} WHERE used = ?");
                delete.Bind(0, day).Run();
            }
        }

        CacheDatabase.Execute(connection, "DELETE FROM scopes WHERE id NOT IN (SELECT scope FROM paths); PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static List<long> Days(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        using var days = new CacheStatement(connection, "SELECT used FROM paths UNION SELECT used FROM images UNION SELECT used FROM results ORDER BY 1");
        var found = new List<long>();
        while (days.MoveNext())
        {
            found.Add(days.Long(0));
        }

        return found;
    }
}
