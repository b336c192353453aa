using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>Real videos, with what ffprobe reports of them; where no checkout has them beside it, the test is ignored.</summary>
internal static class ReferenceVideos
{
    public static string PathOf(string name) => Path.Combine(Repository.ReferenceVideos(), name);

    public static JObject Expected(string name) => (JObject)JObject.Parse(File.ReadAllText(PathOf("expected.json")))["videos"]![name]!;
}
