using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources.Archives;
using Datastamp.Sources.Remote;

namespace Datastamp.Sources;

/// <summary>Decides by a dataset's path where its samples come from.</summary>
internal static class SampleSources
{
    /// <summary>A tar archive on standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] cifar10 = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];
    private static readonly string[] cifar100 = ["train.bin"];

    /// <summary>Whether a path is no path on disk.</summary>
    public static bool IsElsewhere(string root) => root is StandardInput || S3Address.IsAddress(root);

    /// <summary>Whether there may be data at a path: anything there, or anywhere else.</summary>
    public static bool MayHoldData(string root) => IsElsewhere(root) || Path.Exists(root) || ShardRange.Expand(root).Any(File.Exists);

    /// <summary>The source of a dataset, whose data need not be there.</summary>
    /// <exception cref="DiagnosticException">DS0003, DS0118, DS0119, DS0122.</exception>
    public static ISampleSource Open(Dataset dataset)
    {
        if (IsElsewhere(dataset.Root))
        {
            return dataset.Root is StandardInput && dataset.Origin is not null
                ? throw new DiagnosticException(Report.StandardInputOnce(dataset.Name, "a build has none"))
                : OpenElsewhere(dataset);
        }

        if (Directory.Exists(dataset.Root))
        {
            return dataset is ImageDataset && CifarFiles(dataset.Root) is { Length: > 0 } files
                ? new ContainerFiles(files, dataset.Root, FilterOf(dataset), ContainerLimits.Default)
                : FolderOf(dataset);
        }

        var isRange = !File.Exists(dataset.Root) && ShardRange.IsRange(dataset.Root);
        var paths = isRange ? ShardRange.Expand(dataset.Root) : [dataset.Root];
        if (paths.Count == 0)
        {
            throw new DiagnosticException(Report.NotAFolder(dataset));
        }

        if (!paths.Any(IsContainer))
        {
            return File.Exists(dataset.Root) ? throw new DiagnosticException(Report.NotAFolder(dataset)) : FolderOf(dataset);
        }

        return dataset is ImageDataset
            ? new ContainerFiles(paths, isRange ? ShardRange.FolderOf(dataset.Root) : null, FilterOf(dataset), ContainerLimits.Default)
            : throw new DiagnosticException(Report.VideosInContainer(dataset));
    }

    /// <summary>Images of training, as whoever reads the folder takes them; those for tests are named by their file.</summary>
    private static string[] CifarFiles(string folder)
    {
        var names = File.Exists(Path.Combine(folder, cifar10[0])) ? cifar10 : File.Exists(Path.Combine(folder, cifar100[0])) ? cifar100 : [];
        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private static VolumeSource OpenElsewhere(Dataset dataset) =>
        dataset is not ImageDataset ? throw new DiagnosticException(Report.VideosInContainer(dataset))
        : dataset.Root is StandardInput ? new StandardInputSource(dataset.Name, FilterOf(dataset), Console.OpenStandardInput, ContainerLimits.Default)
        : new S3Source(dataset.Root, FilterOf(dataset), ContainerLimits.Default);

    private static bool IsContainer(string path) => (File.Exists(path) ? ContainerFormats.Of(path) : ContainerFormats.OfName(path)) != ContainerFormat.None;

    private static FolderSource FolderOf(Dataset dataset) => new(dataset.Root, dataset.Patterns, dataset.Exclude, dataset.SkippedFolders);

    private static KeyFilter FilterOf(Dataset dataset) => new(dataset.Patterns, dataset.Exclude, dataset.Patterns == ImageDataset.AllImages);
}
