namespace Datastamp.Tool.Backends;

/// <summary>A library that is to be installed.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Parts">The files that it is made of, in order: one, but for libraries that packages split.</param>
/// <param name="Sha256">SHA-256 of the whole, where its source tells it, in lower-case digits.</param>
internal sealed record SourceFile(string Name, IReadOnlyList<string> Parts, string? Sha256 = null)
{
    public long Length => Parts.Sum(part => new FileInfo(part).Length);
}
