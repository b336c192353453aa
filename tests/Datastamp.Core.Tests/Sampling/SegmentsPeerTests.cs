using System.Text.Json;
using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

/// <summary>The test modes beside <c>tests/peers/segments.py</c>, which states them as their projects do.</summary>
[Category("Python")]
public class SegmentsPeerTests
{
    [Test]
    public async Task Test_indices_are_those_of_the_projects_expressions()
    {
        using var python = Python.Start("segments.py", [], "numpy");
        var (samplers, cases) = (new HashSet<string>(StringComparer.Ordinal), 0);
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var (name, arguments) = (json.RootElement.GetProperty("sampler").GetString()!, json.RootElement.GetProperty("arguments"));
            var frames = json.RootElement.GetProperty("frames").GetInt32();
            var expected = json.RootElement.GetProperty("indices").Deserialize<int[]?>();
            var actual = Test(Create(name, [.. arguments.EnumerateArray()]), frames);
            if (!Same(actual, expected))
            {
                Assert.That(actual, Is.EqualTo(expected), $"{name} {arguments}, {frames} frames");
            }

            samplers.Add(name);
            cases++;
        }

        await python.WaitForExitAsync();
        Assert.That(python.ExitCode, Is.Zero);
        Assert.That((samplers.Count, cases), Is.EqualTo((7, 86_800)));
    }

    private static int[]? Test(SegmentSampler sampler, int frames)
    {
        try
        {
            return sampler.Test(frames);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool Same(int[]? actual, int[]? expected) =>
        actual is null ? expected is null : actual.AsSpan().SequenceEqual(expected);

    private static SegmentSampler Create(string name, JsonElement[] arguments)
    {
        int Number(int i) => arguments[i].GetInt32();
        T Name<T>(int i)
            where T : struct, Enum => Enum.Parse<T>(arguments[i].GetString()!);
        return name switch
        {
            "source" => new SourceSampler(Number(0)),
            "tsn" => new TsnSampler(Number(0), Number(1)),
            "sample_frames" => new SampleFramesSampler(Number(0), Number(1), Number(2), Name<OutOfBound>(3)),
            "uniform" => new UniformSampler(Number(0), Number(1)),
            "dense" => new DenseSampler(Number(0)),
            "linspace" => new LinspaceSampler(Number(0)),
            "regular" => new RegularSampler(
                Number(0), Number(1), Number(2), Number(3), arguments[4].Deserialize<int?>(), Name<ClipPolicy>(5)),
            _ => throw new InvalidOperationException(name),
        };
    }
}
