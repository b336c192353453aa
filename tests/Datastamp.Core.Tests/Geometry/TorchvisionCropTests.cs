using System.Runtime.InteropServices;
using System.Text.Json;
using Datastamp.Geometry;

namespace Datastamp.Tests.Geometry;

/// <summary>Beside torchvision itself, by <c>tests/peers/transforms_crops.py</c>.</summary>
[Category("Python")]
public class TorchvisionCropTests
{
    [Test]
    public async Task Ten_thousand_recorded_draws_give_the_parts_that_torchvision_chose()
    {
        using var python = Python.Start("transforms_crops.py", ["crops", "10000"], "torch", "torchvision");
        var (cases, centres) = (0, 0);
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            double[] Numbers(string name) => json.RootElement.GetProperty(name).Deserialize<double[]>()!;
            int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
            var (scale, ratio, draws) = (Numbers("scale"), Numbers("ratio"), new RecordedDraws(Numbers("draws")));
            centres += draws.Left == 20 ? 1 : 0;

            var actual = new RandomResizedCrop(scale[0], scale[1], ratio[0], ratio[1]).Choose(new(Number("width"), Number("height")), draws);

            Assert.That(actual, Is.EqualTo(new ImageRegion(Number("left"), Number("top"), Number("cropWidth"), Number("cropHeight"))), line);
            Assert.That(draws.Left, Is.Zero, line);
            cases++;
        }

        await python.WaitForExitAsync();
        Assert.That((python.ExitCode, cases), Is.EqualTo((0, 10_000)));
        Assert.That(centres, Is.GreaterThan(500), "parts after ten tries");
    }

    [Test]
    public void The_exponential_function_is_torch_s_to_the_last_bit()
    {
        const int Count = 100_000;
        using var python = Python.Start("transforms_crops.py", ["exp", $"{Count}"], "torch", "torchvision");
        var numbers = new float[2 * Count];
        python.StandardOutput.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));

        for (var i = 0; i < Count; i++)
        {
            if (SingleExponential.Of(numbers[i]) != numbers[Count + i])
            {
                Assert.Fail($"e^{numbers[i]:R}: {SingleExponential.Of(numbers[i]):R}, and torch has {numbers[Count + i]:R}.");
            }
        }
    }
}
