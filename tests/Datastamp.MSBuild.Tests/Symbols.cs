using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Datastamp.MSBuild.Tests;

/// <summary>What an assembly says of its sources.</summary>
/// <param name="Path">Where it says that its symbols lay.</param>
/// <param name="Documents">The sources, by the symbols within it; empty where it has none.</param>
/// <param name="SourceLink">Where debuggers find the sources, in JSON, or null.</param>
internal sealed record Symbols(string Path, IReadOnlyList<string> Documents, string? SourceLink)
{
    private static readonly Guid sourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static Symbols Of(byte[] assembly)
    {
        using var image = new PEReader(ImmutableArray.Create(assembly));
        var entries = image.ReadDebugDirectory();
        var path = image.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Path;
        var embedded = entries.Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb).ToArray();
        if (embedded.Length == 0)
        {
            return new(path, [], SourceLink: null);
        }

        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded[0]);
        var symbols = provider.GetMetadataReader();
        var link = symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation).Where(information => symbols.GetGuid(information.Kind) == sourceLinkKind);
        return new(
            path,
            [.. symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name))],
            link.Select(information => Encoding.UTF8.GetString(symbols.GetBlobBytes(information.Value))).SingleOrDefault());
    }
}
