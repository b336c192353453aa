using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Datastamp.Caching;

/// <summary>
/// What was measured, in a database of SQLite that the processes of one user share. Whatever is wrong with it costs time and
/// changes no result: a damaged or foreign file is made anew, and where the database cannot be used every process works for itself.
/// </summary>
internal sealed class CacheDatabase : IDisposable
{
    /// <summary>"DSTP", by which SQLite files of others are told apart.</summary>
    private const int ApplicationId = 0x44535450;

    private const int Version = 1;

    // Another process commits within a second.
    private const int PatienceSeconds = 30;

    private const string Schema = """
        PRAGMA auto_vacuum = INCREMENTAL;
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

    private readonly Action<Diagnostic> report;
    private int isBroken;

    private CacheDatabase(string file, Action<Diagnostic> report)
    {
        File = file;
        this.report = report;
    }

    /// <summary>Today, in days, by which rows that nobody needs are found.</summary>
    public static long Today => DateTime.UtcNow.Ticks / TimeSpan.TicksPerDay;

    /// <summary>The database's absolute path.</summary>
    public string File { get; }

    /// <summary>The database of a folder, which need not be there. On a network drive each machine has its own: SQLite's log is memory that machines do not share.</summary>
    public static string FileIn(string folder) =>
        Path.Combine(folder, IsRemote(folder) ? $"cache-{Environment.MachineName}.db" : "cache.db");

    /// <summary>Opens the database of a folder, which is there. Null where it cannot be used, which is told.</summary>
    public static CacheDatabase? Open(string folder, Action<Diagnostic> report)
    {
        var database = new CacheDatabase(FileIn(folder), report);
        return database.Try(database.Prepare) ? database : null;
    }

    /// <summary>A connection for one thread.</summary>
    /// <exception cref="SqliteException">The database cannot be used.</exception>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false, DefaultTimeout = PatienceSeconds }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does something with the database, unless it failed before. A failure is told once.</summary>
    /// <returns>Whether it was done.</returns>
    public bool Try(Action action)
    {
        if (Volatile.Read(ref isBroken) != 0)
        {
            return false;
        }

        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Fail(e);
            return false;
        }
    }

    /// <summary>Does without the database from now on, and tells why, once.</summary>
    public void Fail(Exception reason)
    {
        if (Interlocked.Exchange(ref isBroken, 1) == 0)
        {
            report(Report.NotShared(File, reason.Message));
        }
    }

    /// <summary>
    /// What stands for a text in the tables: the first eight bytes of its SHA-256, so that it is the same in every process, also
    /// in one that still works with ids of a database that was made anew meanwhile.
    /// </summary>
    public static long Id(IEnumerable<string> parts) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // All texts are of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new CacheStatement(connection, sql);
        return statement.MoveNext() ? statement.Long(0) : 0;
    }

    public void Dispose() => Try(() => CacheEviction.Run(this));

    /// <summary>Whether an error says that the file is damaged, or none of SQLite.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Deletes the database and what SQLite keeps beside it.</summary>
    public static void Delete(string file)
    {
        foreach (var path in new[] { file, file + "-wal", file + "-shm" })
        {
            System.IO.File.Delete(path);
        }
    }

    private void Prepare()
    {
        try
        {
            PrepareOnce();
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            report(Report.CacheRebuilt(File, e.Message));
            Delete(File);
            PrepareOnce();
        }
    }

    private void PrepareOnce()
    {
        using var connection = Connect();
        var (application, version) = (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"));
        if ((application, version) == (ApplicationId, Version))
        {
            return;
        }

        if (Number(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0)
        {
            // A foreign file, or one of another version: as good as damaged.
            throw new SqliteException("it is of another program or of another version", raw.SQLITE_NOTADB);
        }

        Execute(connection, Schema);
    }

    private static bool IsRemote(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveType == DriveType.Network;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }
}
