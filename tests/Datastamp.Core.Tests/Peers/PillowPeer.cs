using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Tests.Peers;

/// <summary>A running <c>tests/peers/pillow_resize.py</c>.</summary>
internal sealed class PillowPeer : IDisposable
{
    private readonly Process process = Python.Start("pillow_resize.py", [], "numpy", "PIL.Image");
    private readonly Stream input;
    private readonly Stream output;

    public PillowPeer()
    {
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
    }

    public T[] Resize<T>(T[] samples, int channels, ImageSize from, ImageSize to, Interpolation interpolation)
        where T : unmanaged
    {
        Send(new
        {
            width = from.Width,
            height = from.Height,
            channels,
            depth = 8 * Marshal.SizeOf<T>(),
            outWidth = to.Width,
            outHeight = to.Height,
            filter = interpolation.ToString(),
        });
        input.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        input.Flush();
        return Receive<T>(to.Width * to.Height * channels);
    }

    public PillowPhotograph? Photograph(string path, int shortSide, Interpolation interpolation)
    {
        Send(new { file = path, shortSide, filter = interpolation.ToString() });
        input.Flush();

        using var header = JsonDocument.Parse(ReceiveLine());
        if (header.RootElement.TryGetProperty("error", out _))
        {
            return null;
        }

        int Number(string name) => header.RootElement.GetProperty(name).GetInt32();
        var (from, to) = (new ImageSize(Number("width"), Number("height")), new ImageSize(Number("outWidth"), Number("outHeight")));
        var channels = Number("channels");
        return new(
            from,
            to,
            channels,
            Receive<byte>(from.Width * from.Height * channels),
            Receive<byte>(to.Width * to.Height * channels));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private void Send<TRequest>(TRequest request)
    {
        input.Write(JsonSerializer.SerializeToUtf8Bytes(request));
        input.WriteByte((byte)'\n');
    }

    private T[] Receive<T>(int length)
        where T : unmanaged
    {
        var samples = new T[length];
        output.ReadExactly(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }

    private string ReceiveLine()
    {
        var line = new List<byte>();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            if (next < 0)
            {
                throw new EndOfStreamException("The peer ended; its standard error says why.");
            }

            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. line]);
    }
}
