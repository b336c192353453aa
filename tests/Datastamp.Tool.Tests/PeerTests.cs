using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

/// <summary>The same job in Python, live, on the same files.</summary>
[Category("Python")]
public class PeerTests
{
    private static string Shapes => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes");

    [TestCase("image_pool.py")]
    [TestCase("image_pool.py", "--tuned")]
    [TestCase("image_pool.py", "--pillow")]
    [TestCase("torchvision_sums.py")]
    public async Task Peers_of_one_pass_give_the_same_integers_and_statistics(string program, params string[] options)
    {
        var peer = await PeerAsync(program, options);

        var own = await OwnAsync();

        foreach (var name in new[] { "images", "pixels", "sum", "sumOfSquares" })
        {
            Assert.That(JToken.DeepEquals(own[name], peer[name]), Is.True, $"{name}: {own[name]} {peer[name]}");
        }

        foreach (var name in new[] { "mixed", "pixel", "image" })
        {
            Assert.That(Numbers(own, $"{name}.mean"), Is.EqualTo(Numbers(peer, $"{name}.mean")).Within(1).Ulps);
            Assert.That(Numbers(own, $"{name}.std"), Is.EqualTo(Numbers(peer, $"{name}.std")).Within(1).Ulps);
        }
    }

    [Test]
    public async Task The_two_pass_loop_agrees_to_what_its_sums_can_hold()
    {
        var peer = await PeerAsync("two_pass.py");

        var own = await OwnAsync();

        Assert.That(Numbers(own, "mixed.mean"), Is.EqualTo(Numbers(peer, "mean")).Within(1e-12));
        Assert.That(Numbers(own, "mixed.std"), Is.EqualTo(Numbers(peer, "std")).Within(1e-12));
    }

    private static async Task<JObject> PeerAsync(string program, params string[] options)
    {
        using var python = Python.Start(program, [Shapes, .. options], "cv2", "numpy", "PIL", "torchvision");
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.That(python.ExitCode, Is.Zero);
        return JObject.Parse(output);
    }

    private static async Task<JObject> OwnAsync() =>
        JObject.Parse((await DatastampProcess.RunAsync("images", Shapes, "--json")).StandardOutput);

    private static double[] Numbers(JObject json, string path) => [.. json.SelectToken(path)!.Select(value => (double)value)];
}
