using CliWrap;

namespace Datastamp.Tool.Tests;

public class StampCommandTests
{
    [Test]
    public async Task Without_a_request_it_says_so_and_ends()
    {
        // Two empty lines, and then a build that stays.
        var input = PipeSource.Create(async (stream, cancellation) =>
        {
            await stream.WriteAsync("\n\n"u8.ToArray(), cancellation);
            await stream.FlushAsync(cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        var result = await DatastampProcess.RunAsync(input, "stamp");

        Assert.That(result.StandardOutput, Does.StartWith("{\"severity\":\"error\",\"code\":\"DS0303\","));
        Assert.That(result.ExitCode, Is.EqualTo(3));
    }
}
