using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Sources;

namespace Datastamp.Torch.Loading;

/// <summary>
/// Images in folders that name their classes: <c>root/class/…/image</c>, as torchvision's <c>ImageFolder</c> reads them. Classes are
/// the folders directly below the root that hold images, in ordinal order of their names; files directly in the root have none, and
/// are left out.
/// </summary>
public sealed class ImageFolder
{
    private readonly FolderSource source;
    private readonly Sample[] samples;
    private readonly int[] labels;

    private ImageFolder(string root, FolderSource source, Sample[] samples)
    {
        (Root, this.source, this.samples) = (root, source, samples);
        var names = Array.ConvertAll(samples, sample => ClassOf(sample.Key));
        Classes = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = Classes.Select((name, number) => (name, number)).ToDictionary(StringComparer.Ordinal);
        labels = Array.ConvertAll(names, name => numbers[name]);
    }

    /// <summary>The absolute path of the root.</summary>
    public string Root { get; }

    /// <summary>The names of the classes; a label is an index of this.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => samples.Length;

    /// <summary>Lists the images of a folder.</summary>
    /// <param name="root">The root's path.</param>
    /// <param name="patterns">Globs below the root that select files; every image format that is read, if null.</param>
    /// <param name="exclude">Globs below the root that leave files out again; none if null.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">No folder below the root holds an image.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be read.</exception>
    public static ImageFolder Open(string root, IEnumerable<string>? patterns = null, IEnumerable<string>? exclude = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        root = Path.GetFullPath(root);
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"There is no folder {root}.");
        }

        var files = new FolderSource(root, patterns?.ToImmutableArray() ?? ImageDataset.AllImages, exclude?.ToImmutableArray() ?? [], []);
        Sample[] images = [.. files.List(CancellationToken.None).Samples.Where(sample => sample.Key.Contains('/', StringComparison.Ordinal))];
        return images.Length > 0
            ? new(root, files, images)
            : throw new InvalidDataException($"No folder below {root} holds an image: a class is a folder of images.");
    }

    /// <summary>An image's path below the root, with <c>/</c> between folders.</summary>
    /// <param name="index">Which, in ordinal order of these paths.</param>
    public string Key(int index) => samples[index].Key;

    /// <summary>An image's label, an index of <see cref="Classes"/>.</summary>
    /// <param name="index">Which, in ordinal order of the paths.</param>
    public int Label(int index) => labels[index];

    /// <summary>An image's absolute path.</summary>
    /// <param name="index">Which, in ordinal order of the paths.</param>
    public string PathOf(int index) => source.PathOf(samples[index])!;

    /// <summary>Reads an image's bytes into a buffer, which is replaced by a longer one where it is too short.</summary>
    internal ReadOnlySpan<byte> Read(int index, ref byte[] buffer)
    {
        var length = source.Read(samples[index], ref buffer);
        return buffer.AsSpan(0, length);
    }

    private static string ClassOf(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];
}
