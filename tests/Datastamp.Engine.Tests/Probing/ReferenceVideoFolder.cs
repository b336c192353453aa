using Datastamp.Tests;

namespace Datastamp.Probing;

/// <summary>Real videos with reference values, where a checkout has them beside it.</summary>
internal static class ReferenceVideoFolder
{
    /// <summary>The path of one of them; the test is ignored where it is absent.</summary>
    public static string File(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "videos", name));
        if (!System.IO.File.Exists(path))
        {
            Assert.Ignore("The reference data is not beside this clone.");
        }

        return path;
    }
}
