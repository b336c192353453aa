using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Datastamp.Caching;

/// <summary>
/// A prepared statement, run again and again without an allocation: what commands of ADO.NET cost a row is more than what the
/// row is worth. Columns and parameters count from 0. Belongs to one thread.
/// </summary>
internal sealed class CacheStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public CacheStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public CacheStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter + 1, value));
        return this;
    }

    public CacheStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(statement, parameter + 1, blob));
        return this;
    }

    public CacheStatement Bind(int parameter, string text)
    {
        Check(raw.sqlite3_bind_text(statement, parameter + 1, text));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False behind the last one; the statement may then be bound and run again.</returns>
    public bool MoveNext()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        var reset = raw.sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? reset : result);
        return false;
    }

    /// <summary>Runs it to its end, and gives the number of rows that it changed.</summary>
    public int Run()
    {
        while (MoveNext())
        {
            // Rows are of no interest.
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>Leaves the rows that are left.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>The bytes of a blob, or of a text in UTF-8; valid until the statement moves.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }
}
