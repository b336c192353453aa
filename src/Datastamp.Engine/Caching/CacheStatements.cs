using Microsoft.Data.Sqlite;

namespace Datastamp.Caching;

/// <summary>The statements that rows are written by, each prepared when it is first needed.</summary>
internal sealed class CacheStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, CacheStatement> statements = new(StringComparer.Ordinal);

    public CacheStatement For(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements.Add(sql, statement = new(connection, sql));
        }

        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }
    }
}
