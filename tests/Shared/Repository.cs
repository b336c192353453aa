namespace Datastamp.Tests;

/// <summary>Finds files of the repository, and reference data that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The folder of real images with reference values; the test is ignored where it is absent.</summary>
    public static string ReferenceImages()
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "images"));
        if (!Directory.Exists(path))
        {
            Assert.Ignore("The reference data is not beside this clone.");
        }

        return path;
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Tasks.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
