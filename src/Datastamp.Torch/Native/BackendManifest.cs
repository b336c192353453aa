using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Torch.Native;

/// <summary>What was installed: the file <c>backend.json</c> of a backend's folder, which is written last.</summary>
/// <param name="Kind">What it computes on.</param>
/// <param name="Version">The version of libtorch, such as <c>2.10.0</c>.</param>
/// <param name="AnyVersion">Whether it was asked for although TorchSharp is built for another version.</param>
/// <param name="Source">Where it came from, for people.</param>
/// <param name="Files">Its libraries, in ordinal order.</param>
public sealed record BackendManifest(BackendKind Kind, string Version, bool AnyVersion, string Source, IReadOnlyList<BackendFile> Files)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "backend.json";

    private const int Format = 1;
    private const int MostBytes = 1 << 20;

    /// <summary>As JSON.</summary>
    public JObject ToJson() => new(
        new JProperty("format", Format),
        new JProperty("kind", Kind.ToString().ToLowerInvariant()),
        new JProperty("version", Version),
        new JProperty("anyVersion", AnyVersion),
        new JProperty("source", Source),
        new JProperty("files", new JArray(Files.Select(file => new JObject(
            new JProperty("name", file.Name),
            new JProperty("length", file.Length),
            new JProperty("sha256", file.Sha256))))));

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is not as one is written.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static BackendManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.Length > MostBytes)
        {
            throw new InvalidDataException(file.Exists ? $"{FileName} is too long" : $"it has no {FileName}");
        }

        try
        {
            return Parse(JObject.Parse(File.ReadAllText(file.FullName)));
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidCastException or NullReferenceException or OverflowException)
        {
            throw new InvalidDataException($"{FileName} is not as it was written: {e.Message}", e);
        }
    }

    private static BackendManifest Parse(JObject json)
    {
        if ((int)json["format"]! != Format)
        {
            throw new FormatException("it is of another version of this program");
        }

        var files = ((JArray)json["files"]!).Select(file => new BackendFile((string)file["name"]!, (long)file["length"]!, (string)file["sha256"]!)).ToArray();
        return files.All(file => BackendFile.IsName(file.Name))
            ? new(Enum.Parse<BackendKind>((string)json["kind"]!, ignoreCase: true), System.Version.Parse((string)json["version"]!).ToString(), (bool)json["anyVersion"]!, (string)json["source"]!, files)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it names a file that no backend can have"));
    }
}
