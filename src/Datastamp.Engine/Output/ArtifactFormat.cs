namespace Datastamp.Output;

/// <summary>A form of the file that tells other programs what is known of a project's datasets.</summary>
public enum ArtifactFormat
{
    /// <summary>All that is known, as <see cref="DatasetsJson"/> writes it.</summary>
    Json,

    /// <summary>A row a channel, as <see cref="DatasetsCsv"/> writes it.</summary>
    Csv,
}
