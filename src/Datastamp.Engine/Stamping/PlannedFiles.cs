using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;

namespace Datastamp.Stamping;

/// <summary>The files that a plan has written beside the lock, each with its content; null where a file of that name must go.</summary>
internal static class PlannedFiles
{
    /// <summary>The code, and the data that it reads; nothing where it needs none.</summary>
    public static (string Path, byte[]? Content)[] Code(StampPlan plan, KnownDatasets known)
    {
        if (plan.CodeFile is not { } file)
        {
            return [];
        }

        var code = CodeFile.Write(plan.Code, known);
        return [(file, AtomicFile.Encode(code.Text)), (file + ".bin", code.Data.Length > 0 ? code.Data : null)];
    }

    /// <summary>The artifacts. A report is made of a look at the data, unless the one that is there is of the same results and of no less data.</summary>
    public static async Task<IReadOnlyList<(string Path, byte[]? Content)>> ArtifactsAsync(
        StampPlan plan, KnownDatasets known, IEnumerable<Resolution> resolutions, MeasureOptions options, CancellationToken cancellation)
    {
        var here = resolutions.Where(resolution => resolution.IsDataHere).Select(resolution => resolution.Dataset.Name).ToHashSet(StringComparer.Ordinal);
        var files = new List<(string Path, byte[]? Content)>();
        foreach (var artifact in plan.Artifacts)
        {
            foreach (var (path, content) in artifact.Write(known))
            {
                files.Add((path, artifact.Format == ArtifactFormat.Report ? await ReportFile.WriteAsync(path, content, artifact.Project, known, here, options, cancellation) : content));
            }
        }

        return files;
    }

    /// <summary>The lists that are committed beside the lock, which is not written in locked mode.</summary>
    public static IEnumerable<(string Path, byte[]? Content)> Lists(StampPlan plan, IEnumerable<Resolution> resolutions) =>
        plan is { HasFileLists: true, LockPolicy: not LockPolicy.Verified }
            ? resolutions.Where(resolution => resolution.Files is not null).Select(resolution => (plan.FileLists[resolution.Dataset.Name], (byte[]?)FileList.Encode(resolution.Files!)))
            : [];
}
