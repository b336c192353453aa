using System.IO.Compression;
using System.Xml.Linq;

namespace Datastamp.MSBuild.Tests;

/// <summary>A package file: its entries by name, without those that NuGet adds to every package.</summary>
internal sealed class Nupkg(string path) : IDisposable
{
    private readonly ZipArchive archive = ZipFile.OpenRead(path);

    public IEnumerable<string> Names => archive.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))
        .Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The names of the assemblies that this repository compiles.</summary>
    public IEnumerable<string> OwnAssemblies => Names.Where(name =>
        name.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileName(name).StartsWith("datastamp.", StringComparison.OrdinalIgnoreCase));

    /// <summary>The elements of the nuspec by their names.</summary>
    public ILookup<string, XElement> Nuspec => XDocument.Load(new MemoryStream(Read(Names.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal)))))
        .Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName, StringComparer.Ordinal);

    public byte[] Read(string name)
    {
        using var content = new MemoryStream();
        using (var entry = archive.Entries.Single(entry => Uri.UnescapeDataString(entry.FullName) == name).Open())
        {
            entry.CopyTo(content);
        }

        return content.ToArray();
    }

    public void Dispose() => archive.Dispose();
}
