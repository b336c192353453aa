using Microsoft.Data.Sqlite;

namespace Datastamp.Caching;

/// <summary>Writes rows from a thread of its own, twice a second, so that a process that is killed loses no more than that.</summary>
internal sealed class CacheWriter : IDisposable
{
    private const int IntervalMilliseconds = 500;
    private const int LargestBatch = 10_000;
    private const int MostPending = 2 * LargestBatch;

    private readonly CacheDatabase database;
    private readonly object guard = new();
    private readonly AutoResetEvent wake = new(initialState: false);
    private readonly ManualResetEventSlim written = new(initialState: true);
    private readonly Thread thread;
    private List<CacheRow> pending = [];
    private bool isEnding;
    private bool isWriting;

    public CacheWriter(CacheDatabase database)
    {
        this.database = database;
        thread = new Thread(Work) { IsBackground = true, Name = "cache" };
        thread.Start();
    }

    /// <summary>Takes a row. Waits while more are waiting than a disk that is slower than the work should make memory grow by.</summary>
    public void Add(CacheRow row)
    {
        int count;
        lock (guard)
        {
            while (pending.Count >= MostPending)
            {
                Monitor.Wait(guard);
            }

            pending.Add(row);
            count = pending.Count;
        }

        if (count == LargestBatch)
        {
            wake.Set();
        }
    }

    /// <summary>Waits until all that was added is written, or cannot be.</summary>
    public void Flush()
    {
        lock (guard)
        {
            if (pending.Count == 0 && !isWriting)
            {
                return;
            }

            written.Reset();
        }

        wake.Set();
        written.Wait();
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        isEnding = true;
        wake.Set();
        thread.Join();
        wake.Dispose();
        written.Dispose();
    }

    private void Work()
    {
        List<CacheRow> rows = [];
        SqliteConnection? connection = null;
        try
        {
            do
            {
                wake.WaitOne(IntervalMilliseconds);
                lock (guard)
                {
                    (rows, pending) = (pending, rows);
                    isWriting = true;
                    Monitor.PulseAll(guard);
                }

                if (rows.Count > 0)
                {
                    database.Try(() => Write(connection ??= Connect(), rows));
                    rows.Clear();
                }

                lock (guard)
                {
                    isWriting = false;
                    if (pending.Count == 0)
                    {
                        written.Set();
                    }
                }
            }
            while (!Volatile.Read(ref isEnding) || HasPending());
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>Rows come in the order of hashes, which is none: pages are written again and again, and less often so where more of them fit.</summary>
    private SqliteConnection Connect()
    {
        var connection = database.Connect();
        CacheDatabase.Execute(connection, "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 16384;");
        return connection;
    }

    private bool HasPending()
    {
        lock (guard)
        {
            return pending.Count > 0;
        }
    }

    private static void Write(SqliteConnection connection, List<CacheRow> rows)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var statements = new CacheStatements(connection))
        {
            foreach (var row in rows)
            {
                row.Write(statements);
            }
        }

        transaction.Commit();
    }
}
