using Datastamp.Tests;

namespace Datastamp.Tool.Tests;

public class InstallTests
{
    [Test]
    public async Task The_packed_tool_installs_from_a_feed_and_runs()
    {
        var images = await InstalledTool.RunAsync("images", Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"), "--json");

        Assert.That(images.ExitCode, Is.Zero, images.StandardError);
        Assert.That(images.StandardOutput, Does.Contain("\"images\": 7,"));
    }
}
