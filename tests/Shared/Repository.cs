namespace Datastamp.Tests;

/// <summary>Finds files of the repository, and reference data that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The folder of real images with reference values; the test is ignored where it is absent.</summary>
    public static string ReferenceImages() => Reference("images");

    /// <summary>The folder of real videos with what ffprobe says of them; the test is ignored where it is absent.</summary>
    public static string ReferenceVideos() => Reference("videos");

    private static string Reference(string kind)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", kind));
        if (!Directory.Exists(path))
        {
            Assert.Ignore("The reference data is not beside this clone.");
        }

        return path;
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Tasks.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
