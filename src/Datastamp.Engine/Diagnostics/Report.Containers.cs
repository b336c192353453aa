using Datastamp.Definitions;

namespace Datastamp.Diagnostics;

/// <content>Archives, tables and objects that hold images.</content>
public static partial class Report
{
    /// <summary>DS0113: a container that is cut off or damaged.</summary>
    /// <param name="path">The container's path or address.</param>
    /// <param name="reason">The reason, without a full stop.</param>
    public static Diagnostic ArchiveDamaged(string path, string reason) =>
        new(Severity.Error, "DS0113", $"Not whole and valid: {reason.TrimEnd('.')}. Bring it here again, or write it anew.", path);

    /// <summary>DS0114: a name in a container that could lead out of it, or is no text.</summary>
    public static Diagnostic MemberNameRefused(string path, string member, string reason) =>
        new(Severity.Error, "DS0114", $"The name '{member}' in it is refused: {reason}. Nothing is ever unpacked; still, whoever unpacks this would write elsewhere or something else. Write it anew with plain relative names.", path);

    /// <summary>DS0115: a member of a container that is no plain bytes.</summary>
    public static Diagnostic MemberRefused(string path, string member, string reason) =>
        new(Severity.Error, "DS0115", $"'{member}' in it is refused: {reason}. Write it anew with plain files.", path);

    /// <summary>DS0116: two members of one name.</summary>
    public static Diagnostic MemberDoubled(string path, string member) =>
        new(Severity.Error, "DS0116", $"There are two of '{member}' in it, and readers differ in which they take. Write it anew with one of them.", path);

    /// <summary>DS0117: a container that asks for more memory or time than it may.</summary>
    public static Diagnostic ArchiveTooLarge(string path, string reason) =>
        new(Severity.Error, "DS0117", $"It asks for too much of its reader: {reason}. If it is what you made, keep its files in a folder or in a tar archive that is not compressed.", path);

    /// <summary>DS0118: videos in a container.</summary>
    public static Diagnostic VideosInContainer(Dataset dataset) =>
        At(Locate(dataset, "Include"), Severity.Error, "DS0118", $"{dataset.Name}: '{dataset.Include}' is no folder on disk, and videos are probed in files of their own. Unpack it, and name the folder.");

    /// <summary>DS0119: some shards of a dataset are not there.</summary>
    public static Diagnostic ShardsNotThere(IReadOnlyList<string> missing, int all)
    {
        const int mostNames = 10;
        var more = missing.Count > mostNames ? FormattableString.Invariant($" and {missing.Count - mostNames} more") : string.Empty;
        return new(Severity.Error, "DS0119", FormattableString.Invariant($"{missing.Count} of {all} shards are not there: {string.Join(", ", missing.Take(mostNames))}{more}. Only all of them are the dataset: bring them here, or correct the range."));
    }

    /// <summary>DS0120: a server that does not give its objects.</summary>
    public static Diagnostic RemoteRefused(string address, string reason) =>
        new(Severity.Error, "DS0120", $"The server does not give it: {reason.TrimEnd('.')}. Check the address, and the endpoint, region and credentials in the AWS environment or configuration.", address);

    /// <summary>DS0136: a lock that stands in for data that a server does not give.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="refusal">What the server said.</param>
    public static Diagnostic RemoteNotLookedAt(Dataset dataset, Diagnostic refusal) =>
        At(Locate(dataset, "Include"), Severity.Warning, "DS0136", $"{dataset.Name}: whether '{dataset.Include}' is still what the lock says was not looked at. {refusal.Message}");

    /// <summary>Whether this says that a server does not give what was asked.</summary>
    public static bool IsRemoteRefused(Diagnostic diagnostic) => diagnostic.Code is "DS0120";

    /// <summary>DS0121: a table without images.</summary>
    public static Diagnostic NoImageColumn(string path, IEnumerable<string> columns) =>
        new(Severity.Error, "DS0121", $"There is no column of images in it, such as 'image' with 'bytes' and 'path'. It has: {string.Join(", ", columns)}. Write the images' bytes into a column 'image.bytes', as Hugging Face does.", path);

    /// <summary>DS0122: standard input, where it cannot be read, or not again.</summary>
    public static Diagnostic StandardInputOnce(string dataset, string reason) =>
        new(Severity.Error, "DS0122", $"{dataset}: standard input cannot be read: {reason}. It is for 'datastamp images -' of a whole dataset; name a file for all else.");
}
