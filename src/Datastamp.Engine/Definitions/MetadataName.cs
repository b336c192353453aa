namespace Datastamp.Definitions;

/// <summary>A name that a project may give to something of a dataset.</summary>
/// <param name="Name">The name, compared without case.</param>
/// <param name="Default">What holds where the project says nothing; empty for nothing at all.</param>
public record MetadataName(string Name, string Default = "")
{
    /// <summary>The values that may be given; empty where they cannot be counted.</summary>
    public virtual IReadOnlyList<string> Values => [];
}
