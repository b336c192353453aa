namespace Datastamp.Tool.Tests;

public class StampCommandTests
{
    [Test]
    public async Task Without_a_request_it_says_so_and_ends()
    {
        var result = await DatastampProcess.RunAsync("stamp");

        Assert.That(result.StandardOutput, Does.StartWith("{\"severity\":\"error\",\"code\":\"DS0303\","));
        Assert.That(result.ExitCode, Is.AnyOf(3, 130));
    }
}
