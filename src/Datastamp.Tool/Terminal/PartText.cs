using System.Globalization;
using Datastamp.Sharding;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows a person that a part was written, or was there.</summary>
internal static class PartText
{
    public static void Write(Part part, bool isKept) => Console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{PlainText.Of(part.Include)}: shard {part.Shard}, {part.Files:N0} files; {(isKept ? "kept" : "wrote")} {PlainText.Of(part.File)}"));
}
