namespace Datastamp.Sources;

/// <summary>One container of samples: an archive, a table, a file of records.</summary>
/// <param name="path">Its absolute path or address.</param>
internal abstract class Volume(string path)
{
    /// <summary>The absolute path or address.</summary>
    public string Path => path;

    /// <summary>Whether all that it holds are images, whatever their names say.</summary>
    public virtual bool HoldsOnlyImages => false;

    /// <summary>Lists its samples, in its own order, with keys below it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">It is damaged, or attacks its reader.</exception>
    public abstract IEnumerable<Sample> List(CancellationToken cancellation);
}
