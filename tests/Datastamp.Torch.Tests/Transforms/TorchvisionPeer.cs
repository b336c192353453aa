using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Datastamp.Tests;

namespace Datastamp.Torch.Tests.Transforms;

/// <summary>A running <c>tests/peers/transforms.py</c>.</summary>
internal sealed class TorchvisionPeer : IDisposable
{
    private readonly Process process = Python.Start("transforms.py", [], "numpy", "PIL.Image", "torch", "torchvision");

    /// <summary>Writes images of odd sizes.</summary>
    public static void Make(string folder, int count)
    {
        using var python = Python.Start("transforms.py", ["make", folder, $"{count}"], "numpy", "PIL.Image", "torch", "torchvision");
        python.WaitForExit();
        Assert.That(python.ExitCode, Is.Zero);
    }

    /// <summary>An image's bytes, turned to C×H×W, and its numbers after normalization.</summary>
    public (byte[] Bytes, float[] Numbers, long[] Shape) Ask<TRequest>(TRequest request)
    {
        process.StandardInput.BaseStream.Write([.. JsonSerializer.SerializeToUtf8Bytes(request), (byte)'\n']);
        process.StandardInput.BaseStream.Flush();
        var shape = JsonSerializer.Deserialize<long[]>(Line())!;
        var (channels, plane) = ((int)shape[0], (int)(shape[1] * shape[2]));
        var (bytes, numbers) = (new byte[channels * plane], new float[channels * plane]);
        process.StandardOutput.BaseStream.ReadExactly(bytes);
        process.StandardOutput.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return ([.. Enumerable.Range(0, bytes.Length).Select(i => bytes[(i % plane * channels) + (i / plane)])], numbers, shape);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Line()
    {
        var line = new List<byte>();
        for (var next = process.StandardOutput.BaseStream.ReadByte(); next != '\n'; next = process.StandardOutput.BaseStream.ReadByte())
        {
            line.Add(next >= 0 ? (byte)next : throw new EndOfStreamException("The peer ended; its standard error says why."));
        }

        return Encoding.UTF8.GetString([.. line]);
    }
}
