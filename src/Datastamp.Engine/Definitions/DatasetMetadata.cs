namespace Datastamp.Definitions;

/// <summary>What a project may say of any dataset beside its folder.</summary>
public static class DatasetMetadata
{
    /// <summary>The generated class and the entry in the lock.</summary>
    public static readonly MetadataName Name = new("Name");

    /// <summary>Globs that select files.</summary>
    public static readonly MetadataName Pattern = new("Pattern");

    /// <summary>Globs that leave files out.</summary>
    public static readonly MetadataName ExcludePattern = new("ExcludePattern");

    /// <summary>What to do with files that are not whole and valid.</summary>
    public static readonly MetadataChoice<BadFilePolicy> OnBadFile = MetadataChoice.Named("OnBadFile", BadFilePolicy.Error);
}
