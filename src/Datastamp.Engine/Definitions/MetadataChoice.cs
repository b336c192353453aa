namespace Datastamp.Definitions;

/// <summary>A name whose value is one of few.</summary>
/// <param name="Name">The name, compared without case.</param>
/// <param name="Default">The value that holds where the project says nothing.</param>
/// <param name="Allowed">The values as projects write them, compared without case, each with what it means.</param>
public sealed record MetadataChoice<T>(string Name, string Default, IReadOnlyList<AllowedValue<T>> Allowed) : MetadataName(Name, Default)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => [.. Allowed.Select(value => value.Text)];
}

/// <summary>Makes choices.</summary>
public static class MetadataChoice
{
    /// <summary>A choice of values that projects write as the code does. The first holds where the project says nothing.</summary>
    /// <param name="name">The name, compared without case.</param>
    /// <param name="values">The values; all of the type, in its order, where only one is given.</param>
    public static MetadataChoice<T> Named<T>(string name, params T[] values)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = values.Length > 1 ? values : Enum.GetValues<T>();
        var allowed = new AllowedValue<T>[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            allowed[i] = new(all[i].ToString(), all[i]);
        }

        return new(name, values[0].ToString(), allowed);
    }
}
