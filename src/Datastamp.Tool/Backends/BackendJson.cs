using Datastamp.Torch.Native;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Backends;

/// <summary>Writes what is installed as JSON: the form of <c>datastamp gpu status --json</c>.</summary>
internal static class BackendJson
{
    /// <summary><c>root</c>, <c>driver</c>, <c>builtFor</c>, and in <c>backends</c> an object a backend.</summary>
    public static JObject Write(string root, bool hasDriver, IReadOnlyList<BackendState> states) => new(
        new JProperty("root", root),
        new JProperty("driver", hasDriver),
        new JProperty("builtFor", TorchBackend.BuiltFor),
        new JProperty("backends", new JArray(states.Select(Write))));

    private static JObject Write(BackendState state) => new(
        new JProperty("folder", state.Folder),
        new JProperty("kind", state.Backend?.Manifest.Kind.ToString().ToLowerInvariant()),
        new JProperty("version", state.Backend?.Manifest.Version),
        new JProperty("anyVersion", state.Backend?.Manifest.AnyVersion),
        new JProperty("source", state.Backend?.Manifest.Source),
        new JProperty("bytes", state.Backend?.Manifest.Files.Sum(file => file.Length)),
        new JProperty("problem", state.Problem is null ? null : new JObject(new JProperty("code", state.Problem.Code), new JProperty("message", state.Problem.Message))),
        new JProperty("testedDevices", state.Devices));
}
