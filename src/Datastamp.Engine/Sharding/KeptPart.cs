using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Sharding;

/// <summary>Finds a part that an earlier run wrote. Parts are written whole or not at all, so what is asked is only whether it is the one.</summary>
public static class KeptPart
{
    /// <summary>The part in a file, where it is whole, of this shard and definition, and by this program; its data is not looked at.</summary>
    /// <param name="file">The part's absolute path.</param>
    /// <param name="dataset">The whole dataset.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="report">Told why a part that is there does not do: DS0409.</param>
    /// <returns>The part, or null where it is to be measured.</returns>
    public static Part? Find(string file, Dataset dataset, Shard shard, Action<Diagnostic> report)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(report);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var part = PartFile.Read(file);
            if (Difference(part, dataset, shard) is not { } difference)
            {
                return part;
            }

            report(Report.PartNotKept(file, difference));
        }
        catch (DiagnosticException e)
        {
            report(Report.PartNotKept(file, e.Diagnostics[0].Message));
        }

        return null;
    }

    private static string? Difference(Part part, Dataset dataset, Shard shard)
    {
        Part asked = (part, dataset) switch
        {
            (ImagePart images, ImageDataset { Weighting: var weighting }) => images with { Weighting = weighting },
            (VideoPart videos, VideoDataset { Segments: var segments, Profile: var profile }) => videos with { Segments = segments, Profile = profile },
            _ => part,
        };
        return part.Kind != dataset.Kind ? $"it is of {part.Kind}s"
            : part.Shard != shard ? $"it is of shard {part.Shard}"
            : part.Include != dataset.Include ? $"it is of '{part.Include}'"
            : part.DifferenceFrom(asked with { Definition = dataset.Measured, Program = Part.ThisProgram });
    }
}
