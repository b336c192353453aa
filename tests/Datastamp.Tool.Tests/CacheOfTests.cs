namespace Datastamp.Tool.Tests;

/// <summary>The cache of the processes that these tests start: what an earlier run of the tests found must not stand in for this one.</summary>
[SetUpFixture]
public class CacheOfTests
{
    /// <summary>What <c>XDG_CACHE_HOME</c> is.</summary>
    public static string Folder { get; private set; } = string.Empty;

    [OneTimeSetUp]
    public void Make() => Folder = Directory.CreateTempSubdirectory("datastamp-cache-").FullName;

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);
}
