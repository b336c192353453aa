using Datastamp.Diagnostics;

namespace Datastamp.Output.Images;

/// <summary>A form in which what is known of an image dataset is written for the programs that prepare its images.</summary>
internal abstract class ImageExportFormat
{
    protected ImageExportFormat(string name, string description, bool isFolder = false) => (Name, Description, IsFolder) = (name, description, isFolder);

    /// <summary>Every form.</summary>
    public static IReadOnlyList<ImageExportFormat> All { get; } = [new HuggingFaceExport(), new TorchvisionExport(), new MLNetExport(), new OnnxRuntimeExport()];

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>Whether it is a folder of files that other programs know by their names, rather than one file.</summary>
    public bool IsFolder { get; }

    /// <summary>The files of a dataset. Equal input gives equal bytes.</summary>
    /// <returns>One file named after the form or, in a form that is a folder, any number.</returns>
    /// <exception cref="DiagnosticException">DS0109: the form cannot hold the dataset.</exception>
    public IReadOnlyList<ExportedFile> Write(ImageFacts facts)
    {
        var refusals = Refusals(facts).Concat(Constants(facts)).Select(refusal => Report.CannotExport(facts.Dataset, refusal.Metadata?.Name, Name, refusal.Reason)).ToArray();
        return refusals.Length == 0 ? [File(facts)] : throw new DiagnosticException(refusals);
    }

    /// <summary>What of the dataset the form cannot hold.</summary>
    protected abstract IEnumerable<Refusal> Refusals(ImageFacts facts);

    protected abstract ExportedFile File(ImageFacts facts);

    // Programs divide by the std as a float.
    private static IEnumerable<Refusal> Constants(ImageFacts facts) => facts.Result.Channels.Zip(facts.Statistics.Std)
        .Where(channel => (float)channel.Second == 0)
        .Select(channel => new Refusal(null, $"the standard deviation of channel {channel.First} is 0, and nothing can be divided by it"));
}
