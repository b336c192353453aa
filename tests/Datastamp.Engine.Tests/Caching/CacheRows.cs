using Microsoft.Data.Sqlite;

namespace Datastamp.Tests.Caching;

/// <summary>The cache's rows, as anyone with SQLite sees them.</summary>
internal static class CacheRows
{
    public static string FileIn(string folder) => Path.Combine(folder, "cache.db");

    /// <summary>Runs a statement, and gives the number of rows that it changed.</summary>
    public static int Change(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FileIn(folder)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of a query.</summary>
    public static long Number(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FileIn(folder)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
