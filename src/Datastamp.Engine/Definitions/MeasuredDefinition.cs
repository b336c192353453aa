namespace Datastamp.Definitions;

/// <summary>
/// The part of a definition that decides the measured numbers, as names and values in text. Where the data lies, which of
/// the weightings is used and what happens to bad files do not belong to it.
/// </summary>
public sealed record MeasuredDefinition
{
    /// <summary>A definition of these values.</summary>
    public MeasuredDefinition(IEnumerable<KeyValuePair<string, string>> values) => Values = [.. values];

    /// <summary>The values by name, in the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; }

    /// <summary>How this differs from an older definition, for people; empty where it does not.</summary>
    public string DifferenceFrom(MeasuredDefinition older)
    {
        ArgumentNullException.ThrowIfNull(older);
        var before = older.Values.ToDictionary(StringComparer.Ordinal);
        var now = Values.ToDictionary(StringComparer.Ordinal);

        // A value that is written only where it is set may be in the older one alone.
        var changes = now.Keys.Union(before.Keys, StringComparer.Ordinal)
            .Where(key => !string.Equals(before.GetValueOrDefault(key), now.GetValueOrDefault(key), StringComparison.Ordinal))
            .Select(key => $"{key} is {Show(now.GetValueOrDefault(key))}, was {Show(before.GetValueOrDefault(key))}");
        return string.Join("; ", changes);
    }

    /// <inheritdoc/>
    public bool Equals(MeasuredDefinition? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);

    private static string Show(string? value) => string.IsNullOrEmpty(value) ? "not set" : $"'{value}'";
}
