using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Sources;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Datastamp.Caching;

/// <summary>
/// What was measured, in a database of SQLite that the processes of one user share. Whatever is wrong with it costs time and
/// changes no result: a damaged or foreign file is made anew, and where the database cannot be used every process works for itself.
/// </summary>
internal sealed class CacheDatabase : IDisposable
{
    // Another process commits within a second.
    private const int PatienceSeconds = 30;

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
        Path.Combine(folder, NetworkFolder.Is(folder) ? $"cache-{Environment.MachineName}.db" : "cache.db");

    /// <summary>Opens the database of a folder, which is there. Null where it cannot be used, which is told.</summary>
    public static CacheDatabase? Open(string folder, Action<Diagnostic> report)
    {
        var database = new CacheDatabase(FileIn(folder), report);
        return database.Try(() => CacheSchema.Ensure(database, report)) ? database : null;
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
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            Fail(e);
            return false;
        }
    }

    /// <summary>Does without the database from now on, and tells why, once. A damaged one goes, so that the next run makes it anew.</summary>
    public void Fail(Exception reason)
    {
        if (Interlocked.Exchange(ref isBroken, 1) == 0)
        {
            report(reason is SqliteException error && IsDamage(error) && TryDelete() ? Report.CacheRebuilt(File, reason.Message) : Report.NotShared(File, reason.Message));
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

    private bool TryDelete()
    {
        try
        {
            Delete(File);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
