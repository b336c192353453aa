using System.Text;

namespace Datastamp.Caching;

/// <summary>Something to be written.</summary>
internal abstract record CacheRow
{
    /// <summary>Writes it, within a transaction.</summary>
    public abstract void Write(CacheStatements statements);

    /// <summary>Which files a scope is of.</summary>
    public sealed record ScopeName(long Id, string Kind, string Root) : CacheRow
    {
        public override void Write(CacheStatements statements) =>
            statements.For("INSERT OR REPLACE INTO scopes (id, kind, root) VALUES (?, ?, ?)").Bind(0, Id).Bind(1, Kind).Bind(2, Root).Run();
    }

    /// <summary>What is known of a file as long as it is of this length, time and stamp.</summary>
    public sealed record FilePath(long Scope, string Key, long Length, long Ticks, long Stamp, byte[] Value) : CacheRow
    {
        public override void Write(CacheStatements statements) => statements
            .For("INSERT OR REPLACE INTO paths (scope, key, length, ticks, stamp, value, used) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(0, Scope).Bind(1, Key).Bind(2, Length).Bind(3, Ticks).Bind(4, Stamp).Bind(5, CacheSeal.Close(Value, Encoding.UTF8.GetBytes(Key), Scope, Length, Ticks, Stamp)).Bind(6, CacheDatabase.Today).Run();
    }

    /// <summary>A file that is no longer there.</summary>
    public sealed record LostPath(long Scope, string Key) : CacheRow
    {
        public override void Write(CacheStatements statements) =>
            statements.For("DELETE FROM paths WHERE scope = ? AND key = ?").Bind(0, Scope).Bind(1, Key).Run();
    }

    /// <summary>Files that are still needed.</summary>
    public sealed record UsedPaths(long Scope) : CacheRow
    {
        public override void Write(CacheStatements statements) =>
            statements.For("UPDATE paths SET used = ? WHERE scope = ?").Bind(0, CacheDatabase.Today).Bind(1, Scope).Run();
    }

    /// <summary>The integers of an image of these contents.</summary>
    public sealed record Image(long Definition, byte[] Hash, byte[] Value) : CacheRow
    {
        public override void Write(CacheStatements statements) => statements
            .For("INSERT OR REPLACE INTO images (definition, hash, value, used) VALUES (?, ?, ?, ?)")
            .Bind(0, Definition).Bind(1, Hash).Bind(2, CacheSeal.Close(Value, Hash, Definition)).Bind(3, CacheDatabase.Today).Run();
    }

    /// <summary>An image that is still needed.</summary>
    public sealed record UsedImage(long Definition, byte[] Hash) : CacheRow
    {
        public override void Write(CacheStatements statements) => statements
            .For("UPDATE images SET used = ? WHERE definition = ? AND hash = ?")
            .Bind(0, CacheDatabase.Today).Bind(1, Definition).Bind(2, Hash).Run();
    }

    /// <summary>The result of all files together.</summary>
    public sealed record Result(long Definition, string Fingerprint, string Value) : CacheRow
    {
        public override void Write(CacheStatements statements) => statements
            .For("INSERT OR REPLACE INTO results (definition, fingerprint, value, used) VALUES (?, ?, ?, ?)")
            .Bind(0, Definition).Bind(1, Fingerprint).Bind(2, CacheSeal.Close(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(Fingerprint), Definition)).Bind(3, CacheDatabase.Today).Run();
    }
}
