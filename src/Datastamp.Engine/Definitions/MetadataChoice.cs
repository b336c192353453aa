namespace Datastamp.Definitions;

/// <summary>A name whose value is one of few.</summary>
/// <param name="Name">The name, compared without case.</param>
/// <param name="Default">The value that holds where the project says nothing.</param>
/// <param name="Allowed">The values as projects write them, compared without case, each with what it means.</param>
public sealed record MetadataChoice<T>(string Name, string Default, IReadOnlyList<KeyValuePair<string, T>> Allowed) : MetadataName(Name, Default)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => [.. Allowed.Select(value => value.Key)];
}
