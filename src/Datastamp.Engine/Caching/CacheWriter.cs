using Microsoft.Data.Sqlite;

namespace Datastamp.Caching;

/// <summary>Writes rows from a thread of its own, twice a second, so that a process that is killed loses no more than that.</summary>
internal sealed class CacheWriter : IDisposable
{
    private const int IntervalMilliseconds = 500;
    private const int LargestBatch = 20_000;

    private readonly CacheDatabase database;
    private readonly Lock guard = new();
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

    public void Add(CacheRow row)
    {
        bool isFull;
        lock (guard)
        {
            pending.Add(row);
            isFull = pending.Count == LargestBatch;
        }

        if (isFull)
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
                }

                if (rows.Count > 0)
                {
                    database.Try(() => Write(connection ??= database.Connect(), rows));
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
