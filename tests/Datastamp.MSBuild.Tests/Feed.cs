using System.Reflection;

// Nested builds wait for processes more than they compute.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]

namespace Datastamp.MSBuild.Tests;

/// <summary>The feed that this test project's build packed, and a package folder that only this run uses.</summary>
[SetUpFixture]
public class Feed
{
    public static string Path { get; } = Metadata("FeedPath");

    public static string Version { get; } = Metadata("PackageVersion");

    public static string PackageFile => System.IO.Path.Combine(Path, $"Datastamp.MSBuild.{Version}.nupkg");

    public static string Packages { get; private set; } = string.Empty;

    [OneTimeSetUp]
    public static void MakePackageFolder() => Packages = Directory.CreateTempSubdirectory("datastamp-packages-").FullName;

    [OneTimeTearDown]
    public static void DeletePackageFolder() => Directory.Delete(Packages, recursive: true);

    internal static string Metadata(string key) => typeof(Feed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
