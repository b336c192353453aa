using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Diagnostics;

/// <summary>The catalogue: one method a code, each saying what happened, why, and what to do. Explained in DIAGNOSTICS.md.</summary>
public static partial class Report
{
    private const int MostSuspects = 5;

    // DS00xx: definitions.

    /// <summary>DS0001: a value that the definition of a dataset cannot have.</summary>
    public static Diagnostic InvalidValue(string dataset, string name, string value, string allowed, Location at) =>
        At(at, Severity.Error, "DS0001", $"{dataset}: {name} cannot be '{value}'. Allowed: {allowed}.");

    /// <summary>DS0002: two datasets of one name.</summary>
    public static Diagnostic DuplicateName(Dataset first, Dataset second) =>
        At(Locate(second, "Name"), Severity.Error, "DS0002", $"'{first.Include}' and '{second.Include}' are both named '{second.Name}'; the lock holds one entry a name. Give one of them another Name.");

    /// <summary>DS0003: Include names a file that holds no samples.</summary>
    public static Diagnostic NotAFolder(Dataset dataset) =>
        At(Locate(dataset, "Include"), Severity.Error, "DS0003", $"{dataset.Name}: '{dataset.Include}' is neither a folder nor a file that is known to hold images. Name a folder, and select files in it with Pattern, or an archive, a table or a file of records.");

    /// <summary>DS0004: a command line that means no project, or several.</summary>
    public static Diagnostic NoProject(string path, string reason) =>
        new(Severity.Error, "DS0004", $"No project: {reason}. Name a .csproj, .vbproj or .fsproj file, or a folder with one of them.", path);

    /// <summary>DS0005: a project that MSBuild does not evaluate.</summary>
    public static Diagnostic ProjectRefused(string project, string reason) =>
        new(Severity.Error, "DS0005", $"MSBuild cannot evaluate the project: {reason.TrimEnd('.')}. Mend the project until 'dotnet build' reads it.", project);

    /// <summary>DS0006: a project without datasets, or without the one that was named.</summary>
    public static Diagnostic NoDatasets(string project) =>
        new(Severity.Error, "DS0006", "The project has no ImageDataset and no VideoDataset. Add items by hand, or let 'datastamp init PATH' propose them.", project);

    /// <summary>DS0007: a name that no dataset of the project has.</summary>
    public static Diagnostic NoSuchDataset(string name, IEnumerable<string> known) =>
        new(Severity.Error, "DS0007", $"The project has no dataset '{name}'. It has: {string.Join(", ", known)}.");

    /// <summary>DS0008: something to compare with that is neither a file nor a revision.</summary>
    public static Diagnostic NothingAgainst(string name, string reason) =>
        new(Severity.Error, "DS0008", $"There is no lock to compare with at '{name}': {reason.TrimEnd('.')}. Name a git revision in which the lock is committed, or a lock file.");

    /// <summary>DS0013: a project that cannot be changed.</summary>
    public static Diagnostic ProjectNotEditable(string project, string reason) =>
        new(Severity.Error, "DS0013", $"Items cannot be put into it: {reason.TrimEnd('.')}. Nothing was written; write them by hand, as the package's page shows.", project);

    /// <summary>DS0014: a folder of data that is not there.</summary>
    public static Diagnostic NoSuchFolder(string folder) =>
        new(Severity.Error, "DS0014", "There is no such folder. Name folders of images or videos that exist here.", folder);

    // DS01xx: data.

    /// <summary>DS0101: a bad file, under <see cref="BadFilePolicy.Error"/>.</summary>
    public static Diagnostic BadFile(Dataset dataset, string key, string reason) =>
        new(Severity.Error, "DS0101", $"{dataset.Name}: not a whole, valid {dataset.Kind}: {reason}. Replace or remove the file, leave it out with ExcludePattern, or set OnBadFile to Skip.", PathOf(dataset, key));

    /// <summary>DS0102: a bad file, under <see cref="BadFilePolicy.Skip"/>.</summary>
    public static Diagnostic BadFileSkipped(Dataset dataset, string key, string reason) =>
        new(Severity.Warning, "DS0102", $"{dataset.Name}: left out, because it is not a whole, valid {dataset.Kind}: {reason}.", PathOf(dataset, key));

    /// <summary>DS0103: neither data nor a lock entry.</summary>
    public static Diagnostic NoData(Dataset dataset, string lockFile) =>
        At(Locate(dataset, "Include"), Severity.Error, "DS0103", $"{dataset.Name}: there is no data ('{dataset.Root}' does not exist or holds no file that the patterns select), and '{lockFile}' has no entry that could stand in. Correct Include and Pattern, bring the data here, or commit the lock of a machine that has it.");

    /// <summary>DS0104: files, but no valid one among them.</summary>
    public static Diagnostic NoneValid(Dataset dataset, int files) =>
        At(Locate(dataset, "Include"), Severity.Error, "DS0104", $"{dataset.Name}: none of the {files} selected files is a valid {dataset.Kind}, so there is nothing to measure.");

    /// <summary>DS0106: no file to measure, and no lock is asked.</summary>
    public static Diagnostic NoFiles(Dataset dataset) =>
        new(Severity.Error, "DS0106", $"{dataset.Name}: there is nothing to measure: '{dataset.Root}' does not exist or holds no file that the patterns select.");

    /// <summary>DS0105: a folder or file that cannot be read.</summary>
    public static Diagnostic CannotRead(string dataset, string path, string reason) =>
        new(Severity.Error, "DS0105", $"{dataset}: cannot be read: {reason.TrimEnd('.')}. If files were changing, run again when they are still.", path);

    /// <summary>DS0107: two ways to know a video disagree.</summary>
    public static Diagnostic VideoDisagrees(VideoDataset dataset, string key, string problem) =>
        new(Severity.Warning, "DS0107", $"{dataset.Name}: the file contradicts itself: {problem}. Frames that can be decoded count. Write the file anew if its tables are to be right.", PathOf(dataset, key));

    /// <summary>DS0108: videos of fewer frames than segments.</summary>
    public static Diagnostic VideosTooShort(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        const int mostNames = 20;
        var names = string.Join(", ", videos.Take(mostNames).Select(video => FormattableString.Invariant($"{video.Key} ({video.FrameCount})")));
        var more = videos.Count > mostNames ? FormattableString.Invariant($" and {videos.Count - mostNames} more") : string.Empty;
        return At(Locate(dataset, "Segments"), Severity.Warning, "DS0108", FormattableString.Invariant($"{dataset.Name}: {videos.Count} videos have fewer frames than the {dataset.Segments} segments, so some of their frames are sampled twice: {names}{more}. Leave them out with ExcludePattern, or ask for fewer Segments."));
    }

    /// <summary>DS0109: an export that cannot hold a video.</summary>
    public static Diagnostic CannotExport(VideoDataset dataset, string key, string format, string reason) =>
        new(Severity.Error, "DS0109", $"{dataset.Name}: cannot be written as {format}: {reason}. Rename or convert the file, leave it out with ExcludePattern, or choose another format.", PathOf(dataset, key));

    /// <summary>DS0109: an export that cannot hold an image dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="metadata">The item's metadata that it cannot hold, or null.</param>
    /// <param name="format">The export's name.</param>
    /// <param name="reason">The reason, without a full stop.</param>
    public static Diagnostic CannotExport(ImageDataset dataset, string? metadata, string format, string reason) =>
        At(Locate(dataset, metadata ?? "Include"), Severity.Error, "DS0109", $"{dataset.Name}: cannot be written as {format}: {reason}. Change {(metadata is null ? "the dataset's files" : metadata)}, or choose another format.");

    /// <summary>DS0111: a folder to propose items for, with nothing to measure.</summary>
    public static Diagnostic NoMedia(string folder) =>
        new(Severity.Error, "DS0111", "The folder holds neither images nor videos, by the names of its files. Name one that does.", folder);

    /// <summary>DS0112: an export of datasets, none of which it is for.</summary>
    public static Diagnostic NothingToExport(string format, string lockFile) =>
        new(Severity.Error, "DS0112", $"There is nothing to write as {format}: it is for datasets of another kind. Choose another format, or other datasets.", lockFile);

    /// <summary>DS0130: constants that are estimated.</summary>
    public static Diagnostic Estimated(ImageDataset dataset, string estimate) =>
        At(Locate(dataset, "Sample"), Severity.Message, "DS0130", $"{dataset.Name}: mean and std are {estimate}. Without Sample, they are exact.");

    /// <summary>DS0131: a sample that tells too little.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">How many images were measured.</param>
    /// <param name="effective">How many of equal size would weigh as they do.</param>
    public static Diagnostic SampleSmall(ImageDataset dataset, long images, long effective) =>
        At(Locate(dataset, "Sample"), Severity.Warning, "DS0131", effective < images
            ? FormattableString.Invariant($"{dataset.Name}: few images have most of the sampled pixels: the {images} images weigh as {effective} of equal size would, so the margins are doubtful. Raise Sample, weight by Images, or measure with Resize and CenterCrop.")
            : FormattableString.Invariant($"{dataset.Name}: the sample has {images} images only, so the margins are doubtful. Raise Sample, or leave it out."));

    /// <summary>DS0132: what others had in hand when they died.</summary>
    public static Diagnostic InHandOfDead(Dataset dataset, IReadOnlyList<string> keys) => new(
        Severity.Message,
        "DS0132",
        FormattableString.Invariant($"{dataset.Name}: an earlier run was killed, or crashed, while it decoded {string.Join(", ", keys.Take(MostSuspects).Select(key => $"'{key}'"))}{(keys.Count > MostSuspects ? FormattableString.Invariant($" and {keys.Count - MostSuspects} more") : string.Empty)}. Each is tried in a process of its own."));

    /// <summary>DS0133: a file took too long, and with it the run.</summary>
    public static Diagnostic TooSlow(string key, int seconds, string variable) => new(
        Severity.Error,
        "DS0133",
        FormattableString.Invariant($"'{key}' took longer than {seconds} s, and nothing but the end of the run ends that. Run again: it is then tried in a process of its own, and told of as a bad file if it takes as long there. {variable} sets another number of seconds, and 0 none."));

    /// <summary>DS0134: a file or folder whose name is no text.</summary>
    /// <param name="path">Its path, as far as it is one.</param>
    public static Diagnostic NameNotText(string path) =>
        new(Severity.Error, "DS0134", "Its name is no valid Unicode text (on Linux, no UTF-8), so that no file of text can name it, and no two programs name it alike. Rename it; 'ls -b' shows the bytes.", path);

    /// <summary>DS0135: a text that no file can hold.</summary>
    /// <param name="text">The text, or what stands around the flaw.</param>
    public static Diagnostic NotText(string text) =>
        new(Severity.Error, "DS0135", $"'{text}' cannot be written: it has half of a surrogate pair, which is no character. Nothing was written. Give the dataset, or the file that is called so, another name.");

    // DS02xx: the lock.

    /// <summary>DS0201: the lock is not a valid lock.</summary>
    public static Diagnostic LockInvalid(string lockFile, string reason, int line = 0, int column = 0) =>
        new(Severity.Error, "DS0201", $"Not a valid lock: {reason.TrimEnd('.')}. Restore it from version control, or delete it and build where the data is.", lockFile, line, column);

    /// <summary>DS0202: the lock is newer than this program.</summary>
    public static Diagnostic LockTooNew(string lockFile, long version, long known, int line, int column) =>
        new(Severity.Error, "DS0202", $"The lock has version {version}; this Datastamp knows versions up to {known}. Update Datastamp to the version that wrote the lock.", lockFile, line, column);

    /// <summary>DS0203: locked, but the lock has no entry.</summary>
    public static Diagnostic NotLocked(Dataset dataset, string lockFile) =>
        new(Severity.Error, "DS0203", $"{dataset.Name}: locked mode, but the lock has no entry for this dataset. Build once without DatastampLockedMode where the data is, and commit the lock.", lockFile);

    /// <summary>DS0204: locked, and the data is not what the lock says.</summary>
    public static Diagnostic Drifted(Dataset dataset, Location entry, string drift) =>
        At(entry, Severity.Error, "DS0204", $"{dataset.Name}: the data differs from the lock: {drift}. If the change is meant, build without DatastampLockedMode and commit the lock; if not, restore the data.");

    /// <summary>DS0205: locked, and the definition is not what the lock says.</summary>
    public static Diagnostic DefinitionDrifted(Dataset dataset, Location entry, string drift) =>
        At(entry, Severity.Error, "DS0205", $"{dataset.Name}: the definition differs from the lock: {drift}. If the change is meant, build without DatastampLockedMode and commit the lock; if not, restore the project.");

    /// <summary>DS0206: the definition changed where there is no data to measure anew.</summary>
    public static Diagnostic DefinitionNeedsData(Dataset dataset, Location entry, string drift) =>
        At(entry, Severity.Error, "DS0206", $"{dataset.Name}: the definition differs from the lock ({drift}), and the data is not here to be measured again. Build where the data is and commit the lock, or restore the project.");

    /// <summary>DS0207: the lock follows the data.</summary>
    public static Diagnostic LockUpdated(Dataset dataset, string lockFile, string change) =>
        new(Severity.Message, "DS0207", $"{dataset.Name}: {change}", lockFile);

    /// <summary>DS0208: the lock stands in for absent data.</summary>
    public static Diagnostic FromLock(Dataset dataset, Location entry) =>
        At(entry, Severity.Message, "DS0208", $"{dataset.Name}: no data here ('{dataset.Include}'); the constants come from the lock.");

    /// <summary>DS0209: what a run had to do.</summary>
    public static Diagnostic Work(Dataset dataset, int files, int read, int decoded) =>
        new(Severity.Detail, "DS0209", FormattableString.Invariant($"{dataset.Name}: {files} files, {read} read, {decoded} decoded."));

    /// <summary>DS0210: an entry that is not as it was written.</summary>
    public static Diagnostic LockEdited(Dataset dataset, Location entry) =>
        At(entry, Severity.Error, "DS0210", $"{dataset.Name}: the lock's entry is not as Datastamp wrote it: it was edited by hand, or two branches were merged into one entry. Restore it from version control, or measure anew where the data is: 'datastamp update', or a build without DatastampLockedMode.");

    /// <summary>DS0211: an entry of the lock that is of no dataset of the project.</summary>
    public static Diagnostic EntryLeftOver(string kind, string name, Location entry) =>
        At(entry, Severity.Warning, "DS0211", $"{name}: the lock has an entry of {kind}, and the project no such dataset: nothing compares the entry or brings it in line. If no other project uses this lock, remove the entry.");

    // DS03xx: the machine.

    /// <summary>DS0301: OpenCV does not load.</summary>
    public static Diagnostic DecoderNotLoaded(string runtime, string reason) =>
        new(Severity.Error, "DS0301", $"The decoder (OpenCV) does not load on this machine ({runtime}): {reason} Datastamp carries it for linux-x64 with glibc 2.28 or newer; build on such a machine, or from the lock where the data is absent.");

    /// <summary>DS0302: an output cannot be written.</summary>
    public static Diagnostic CannotWrite(string path, string reason) =>
        new(Severity.Error, "DS0302", $"Cannot be written: {reason.TrimEnd('.')}. What was there before is unchanged. Make room or let it be written, and run again.", path);

    /// <summary>DS0303: a request that the worker cannot read.</summary>
    public static Diagnostic RequestInvalid(string reason) =>
        new(Severity.Error, "DS0303", $"Not a valid request: {reason.TrimEnd('.')}. Builds write requests to the worker's standard input; rebuild the project.");

    /// <summary>DS0304: a language that constants are not written in.</summary>
    public static Diagnostic LanguageNotSupported(string language, string project) =>
        new(Severity.Error, "DS0304", $"Constants are generated in C#, Visual Basic and F#; this project is written in {language}. Reference a project in one of these languages that has the datasets.", project);

    /// <summary>DS0309: the cache folder cannot be used.</summary>
    public static Diagnostic NotShared(string folder, string reason) =>
        new(Severity.Message, "DS0309", $"Measurements are not shared between builds: {reason.TrimEnd('.')}. Set DatastampCachePath to a folder that can be written.", folder);

    /// <summary>DS0313: a cache that is damaged, or is none.</summary>
    public static Diagnostic CacheRebuilt(string file, string reason) =>
        new(Severity.Message, "DS0313", $"The cache of measurements was damaged, foreign or of another version, and is made anew: {reason.TrimEnd('.')}. What it knew is measured again.", file);

    /// <summary>DS0315: there is no more memory.</summary>
    public static Diagnostic MemoryFull() =>
        new(Severity.Error, "DS0315", "There is no more memory; no file was changed. Let Datastamp use more of it, run fewer threads (--jobs, DatastampParallelism), or lower MaxPixels where single images are too large.");

    /// <summary>DS0316: the system refuses what is no file of the project's.</summary>
    public static Diagnostic SystemRefused(string reason) =>
        new(Severity.Error, "DS0316", $"The system refuses something: {reason.TrimEnd('.')}. Where the output was to go to a file or a pipe, look whether that can be written; then run again.");

    /// <summary>DS0310: a project that knows nothing of Datastamp.</summary>
    public static Diagnostic PackageMissing(string project) =>
        new(Severity.Error, "DS0310", "The project does not have the package Datastamp.MSBuild, or was not restored since it was added. Run 'dotnet restore', or add the package by 'datastamp init'.", project);

    /// <summary>DS0311: no .NET SDK to evaluate projects with.</summary>
    public static Diagnostic SdkNotStarted(string host, string reason) =>
        new(Severity.Error, "DS0311", $"'{host}' cannot be started: {reason.TrimEnd('.')}. Projects are evaluated by the .NET SDK: install it, or put it on the PATH.");

    // DS04xx: parts.

    /// <summary>DS0401: a part that is none, or is damaged.</summary>
    public static Diagnostic PartInvalid(string file, string reason, int line = 0, int column = 0) =>
        new(Severity.Error, "DS0401", $"Not a valid part: {reason.TrimEnd('.')}. Measure that shard again.", file, line, column);

    /// <summary>DS0402: a part of a newer program.</summary>
    public static Diagnostic PartTooNew(string file, long version, long known) =>
        new(Severity.Error, "DS0402", $"The part has version {version}; this Datastamp knows versions up to {known}. Merge with the version that wrote the parts.", file);

    /// <summary>DS0403: parts of different measurements.</summary>
    public static Diagnostic PartsDiffer(string file, string other, string difference) =>
        new(Severity.Error, "DS0403", $"The part is of another measurement than '{other}': {difference}. Measure all shards in one way, with one version, and merge those.", file);

    /// <summary>DS0404: shards that no part is of.</summary>
    public static Diagnostic ShardsMissing(string shards) =>
        new(Severity.Error, "DS0404", $"There is no part of {shards}. Only all shards together are the dataset: measure what is missing, and merge again.");

    /// <summary>DS0405: two parts of one shard.</summary>
    public static Diagnostic ShardDoubled(string file, string other, string shard) =>
        new(Severity.Error, "DS0405", $"The part is of shard {shard}, as '{other}' is. Leave out one of them.", file);

    /// <summary>DS0406: no scheduler says which shard.</summary>
    public static Diagnostic NoShardInEnvironment(IEnumerable<string> variables) =>
        new(Severity.Error, "DS0406", $"No scheduler says which shard this is: none of {string.Join(", ", variables)} is set. Run under a scheduler that sets one, or write the shard, as in '--shard 2/8'.");

    /// <summary>DS0407: a scheduler's variable that gives no shard.</summary>
    public static Diagnostic ShardVariableInvalid(string variable, string value, string reason) =>
        new(Severity.Error, "DS0407", $"{variable} is '{value}', which gives no shard: {reason.TrimEnd('.')}.");

    /// <summary>DS0408: schedulers that contradict each other.</summary>
    public static Diagnostic ShardAmbiguous(string first, string firstShard, string second, string secondShard) =>
        new(Severity.Error, "DS0408", $"{first} says shard {firstShard}, and {second} says {secondShard}. Write the shard that is meant, as in '--shard 2/8', or unset one of the two.");

    /// <summary>DS0409: a part that is there and does not do.</summary>
    public static Diagnostic PartNotKept(string file, string reason) =>
        new(Severity.Warning, "DS0409", $"The part that is there is not the one that was asked for, and is measured anew: {reason.TrimEnd('.')}.", file);

    /// <summary>DS0410: a folder without parts.</summary>
    public static Diagnostic NoParts(string folder) =>
        new(Severity.Error, "DS0410", "The folder has no parts, which end in '.json'. Name the folder that '--part' wrote to.", folder);

    private static Diagnostic At(Location at, Severity severity, string code, string message) =>
        new(severity, code, message, at.File, at.Line, at.Column);

    private static Location Locate(Dataset dataset, string metadata) => dataset.Origin?.Locate(metadata) ?? default;

    private static string PathOf(Dataset dataset, string key) => dataset.PathOf(key);
}
