namespace Datastamp.Tool.Tests;

public class InstallTests : InstalledTool
{
    [Test]
    public async Task The_packed_tool_installs_from_a_feed_and_runs()
    {
        Data("shapes");

        Assert.That(await ToolAsync(0, "images", "data/shapes", "--json"), Does.Contain("\"images\": 7,"));
    }
}
