using Datastamp.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Datastamp.Caching;

/// <summary>The tables of the cache, and what tells its file from others.</summary>
internal static class CacheSchema
{
    /// <summary>"DSTP", by which SQLite files of others are told apart.</summary>
    private const int ApplicationId = 0x44535450;

    // Another one is to have another file: programs of both versions would make one anew again and again.
    private const int Version = 1;

    private const int MostTries = 100;
    private const int RetryMilliseconds = 50;

    private const string Schema = """
        PRAGMA journal_mode = WAL;
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS scopes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, root TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS paths (
            scope INTEGER NOT NULL, key TEXT NOT NULL, length INTEGER NOT NULL, ticks INTEGER NOT NULL, stamp INTEGER NOT NULL,
            value BLOB NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (scope, key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS images (
            definition INTEGER NOT NULL, hash BLOB NOT NULL, value BLOB NOT NULL, used INTEGER NOT NULL,
            PRIMARY KEY (definition, hash)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS results (
            definition INTEGER NOT NULL, fingerprint TEXT NOT NULL, value TEXT NOT NULL, used INTEGER NOT NULL,
            PRIMARY KEY (definition, fingerprint)) WITHOUT ROWID;
        PRAGMA application_id = 1146311760;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    /// <summary>Makes the tables where they are not there; a damaged or foreign file is made anew, which is told.</summary>
    /// <exception cref="SqliteException">The database cannot be used.</exception>
    public static void Ensure(CacheDatabase database, Action<Diagnostic> report)
    {
        try
        {
            EnsurePatiently(database);
        }
        catch (SqliteException e) when (CacheDatabase.IsDamage(e))
        {
            report(Report.CacheRebuilt(database.File, e.Message));
            CacheDatabase.Delete(database.File);
            EnsurePatiently(database);
        }
    }

    /// <summary>SQLite waits for other processes in all but the change to its log, which the first ones may make at the same time.</summary>
    private static void EnsurePatiently(CacheDatabase database)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                EnsureOnce(database);
                return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED && tries < MostTries)
            {
                Thread.Sleep(RetryMilliseconds);
            }
        }
    }

    private static void EnsureOnce(CacheDatabase database)
    {
        using var connection = database.Connect();
        if (IsOurs(connection))
        {
            return;
        }

        // Before anything else of a file that is new: a transaction settles it.
        CacheDatabase.Execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");

        // Another process may be making it just now: looked at again while no other writes.
        CacheDatabase.Execute(connection, "BEGIN IMMEDIATE");
        var (isOurs, tables) = (IsOurs(connection), CacheDatabase.Number(connection, "SELECT COUNT(*) FROM sqlite_schema"));
        CacheDatabase.Execute(connection, "ROLLBACK");
        if (!isOurs && tables > 0)
        {
            throw new SqliteException("it is of another program or of another version", raw.SQLITE_NOTADB);
        }

        if (!isOurs)
        {
            CacheDatabase.Execute(connection, Schema);
        }
    }

    private static bool IsOurs(SqliteConnection connection) =>
        (CacheDatabase.Number(connection, "PRAGMA application_id"), CacheDatabase.Number(connection, "PRAGMA user_version")) == (ApplicationId, Version);
}
