using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Probing;

/// <summary>Real videos, with what ffprobe reports of them, where a checkout has them beside it; else the test is ignored.</summary>
internal static class ReferenceVideos
{
    public static string Folder()
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "videos"));
        if (!Directory.Exists(path))
        {
            Assert.Ignore("the reference videos are not beside this checkout");
        }

        return path;
    }

    public static JObject Expected(string name) =>
        (JObject)JObject.Parse(File.ReadAllText(Path.Combine(Folder(), "expected.json")))["videos"]![name]!;
}
