using System.Security.Cryptography;
using System.Text;
using Datastamp.Torch.Native;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Backends;

/// <summary>
/// The libraries that were copied so far, beside a journal with their hashes. Where an installation was broken off, the next
/// one from the same source takes those that still have the hash that the journal has, and copies the others.
/// </summary>
/// <param name="folder">The folder of the libraries.</param>
/// <param name="journal">The journal: what is copied on the first line, then a line a library.</param>
internal sealed class StagedFiles(string folder, string journal)
{
    private const int BufferBytes = 1 << 20;

    private readonly Dictionary<string, BackendFile> known = new(StringComparer.Ordinal);

    /// <summary>Finds what is there of a source; of another source, nothing stays.</summary>
    public void Open(string source)
    {
        var lines = File.Exists(journal) ? File.ReadAllLines(journal) : [];
        if (lines.Length == 0 || lines[0] != JsonConvert.ToString(source))
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(journal, JsonConvert.ToString(source) + "\n");
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var line in lines.Skip(1))
        {
            if (Parse(line) is { } file)
            {
                known[file.Name] = file;
            }
        }
    }

    /// <summary>How many bytes of these files are still to be copied, as far as lengths tell.</summary>
    public long Missing(IEnumerable<SourceFile> files) => files.Where(file => !IsThere(file)).Sum(file => file.Length);

    /// <summary>Copies a library, unless it is there.</summary>
    /// <param name="file">The library.</param>
    /// <param name="progress">Told how many bytes more are done.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">It is not what its source says.</exception>
    public async Task<BackendFile> AddAsync(SourceFile file, Action<long> progress, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.Name);
        if (IsThere(file) && await HashAsync(path, progress, cancellation) == known[file.Name].Sha256)
        {
            return known[file.Name];
        }

        var partial = path + ".partial";
        var (length, hash) = await CopyAsync(file, partial, progress, cancellation);
        if (file.Sha256 is not null && hash != file.Sha256)
        {
            throw new InvalidDataException($"{file.Name} does not have the hash that its package has beside it");
        }

        File.Move(partial, path, overwrite: true);
        var copied = new BackendFile(file.Name, length, hash);
        await using var text = new FileStream(journal, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        await text.WriteAsync(Encoding.UTF8.GetBytes(new JObject(new JProperty("name", copied.Name), new JProperty("length", length), new JProperty("sha256", hash)).ToString(Formatting.None) + "\n"), cancellation);
        text.Flush(flushToDisk: true);
        return known[file.Name] = copied;
    }

    private bool IsThere(SourceFile file) =>
        known.TryGetValue(file.Name, out var copied) && copied.Length == file.Length && new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true, LinkTarget: null } there && there.Length == copied.Length;

    private static async Task<(long Length, string Sha256)> CopyAsync(SourceFile file, string path, Action<long> progress, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var part in file.Parts)
        {
            await using var input = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            await ReadAsync(input, async chunk =>
            {
                hash.AppendData(chunk.Span);
                await output.WriteAsync(chunk, cancellation);
                progress(chunk.Length);
            }, cancellation);
        }

        output.Flush(flushToDisk: true);
        return (output.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<string> HashAsync(string path, Action<long> progress, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await ReadAsync(input, chunk =>
        {
            hash.AppendData(chunk.Span);
            progress(chunk.Length);
            return Task.CompletedTask;
        }, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task ReadAsync(FileStream input, Func<ReadOnlyMemory<byte>, Task> take, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        for (int read; (read = await input.ReadAsync(buffer, cancellation)) > 0;)
        {
            await take(buffer.AsMemory(0, read));
        }
    }

    /// <summary>A line of the journal; null for the last one where it was broken off.</summary>
    private static BackendFile? Parse(string line)
    {
        try
        {
            var json = JObject.Parse(line);
            var file = new BackendFile((string)json["name"]!, (long)json["length"]!, (string)json["sha256"]!);
            return BackendFile.IsName(file.Name) ? file : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
