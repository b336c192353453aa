using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

public class SampleCommandTests
{
    // Worked out by the definitions in Python.
    [TestCase("18 55 92 129 166 203 240 277", "--frames", "300", "--segments", "8")]
    [TestCase("0 0 0 1 1 1 2 2", "--frames", "3", "--segments", "8", "--profile", "Source")]
    [TestCase("18 56 93 131 168 206 243 281", "--frames", "300", "--segments", "8", "--profile", "tsn")]
    [TestCase("4 13 21", "--frames", "30", "--segments", "3", "--profile", "tsn", "--clip-length", "5")]
    [TestCase("0 1 2 14 15 16 27 28 29", "--frames", "30", "--segments", "3", "--profile", "sampleframes", "--clip-length", "3")]
    [TestCase("1 5 9 13 16 20 24 28", "--frames", "30", "--segments", "8", "--profile", "uniform")]
    [TestCase("0 15 30 45 60 75 90 105 120 136", "--frames", "200", "--segments", "1", "--profile", "dense")]
    [TestCase("0 4 8 12 16 20 24 29", "--frames", "30", "--segments", "8", "--profile", "linspace")]
    [TestCase("0 1 14 15 28 29", "--frames", "30", "--segments", "3", "--profile", "regular", "--clip-length", "2")]
    [TestCase("2 9 20", "--frames", "24", "--segments", "3", "--train", "--seed", "1234567")]
    public async Task Indices_are_one_line(string expected, params string[] arguments)
    {
        var result = await DatastampProcess.RunAsync(["sample", .. arguments]);

        Assert.That((result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((0, expected + "\n", string.Empty)));
    }

    [Test]
    public async Task Json_holds_the_indices()
    {
        var result = await DatastampProcess.RunAsync("sample", "--frames", "30", "--segments", "8", "--json");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(JToken.DeepEquals(JObject.Parse(result.StandardOutput), JObject.Parse("{\"indices\":[1,4,7,10,13,16,19,22]}")), result.StandardOutput);
    }

    [Test]
    public async Task Help_shows_an_example()
    {
        var result = await DatastampProcess.RunAsync("sample", "--help");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardOutput, Does.Contain("datastamp sample --frames 300 --segments 8").And.Contain("sampleframes"));
    }

    [TestCase("--frames", "--segments", "8")]
    [TestCase("--segments", "--frames", "30")]
    [TestCase("--frames takes", "--frames", "0", "--segments", "8")]
    [TestCase("--frames takes", "--frames", "many", "--segments", "8")]
    [TestCase("--segments takes", "--frames", "30", "--segments", "-1")]
    [TestCase("--segments takes", "--frames", "30", "--segments", "10001")]
    [TestCase("--clip-length takes", "--frames", "30", "--segments", "8", "--profile", "tsn", "--clip-length", "0")]
    [TestCase("has no --clip-length", "--frames", "30", "--segments", "8", "--clip-length", "2")]
    [TestCase("--profile", "--frames", "30", "--segments", "8", "--profile")]
    [TestCase("--profile", "--frames", "30", "--segments", "8", "--profile", "tsn", "--profile", "dense")]
    [TestCase("--profile takes", "--frames", "30", "--segments", "8", "--profile", "dance")]
    [TestCase("--profile takes", "--frames", "30", "--segments", "8", "--profile", "1")]
    [TestCase("--profile random has no test", "--frames", "30", "--segments", "8", "--profile", "random")]
    [TestCase("needs --seed", "--frames", "30", "--segments", "8", "--train")]
    [TestCase("--seed is for --train", "--frames", "30", "--segments", "8", "--seed", "1")]
    [TestCase("--seed takes", "--frames", "30", "--segments", "8", "--train", "--seed", "-1")]
    public async Task A_wrong_command_line_ends_with_2_and_says_why(string message, params string[] arguments)
    {
        var result = await DatastampProcess.RunAsync(["sample", .. arguments]);

        Assert.That((result.ExitCode, result.StandardOutput), Is.EqualTo((2, string.Empty)));
        Assert.That(result.StandardError, Does.StartWith("datastamp: error: ").And.Contain(message));
    }
}
