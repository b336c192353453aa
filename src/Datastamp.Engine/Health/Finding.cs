namespace Datastamp.Health;

/// <summary>What was found of one part of the machine.</summary>
/// <param name="Name">The part, in one word.</param>
/// <param name="State">How it is.</param>
/// <param name="Value">What was found, for people, in one line.</param>
/// <param name="Advice">What to do, or what it means; null where there is nothing to say.</param>
public sealed record Finding(string Name, HealthState State, string Value, string? Advice = null)
{
    /// <summary>The same in parts, for machines: texts, numbers and truth values by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Details { get; init; } = [];
}
