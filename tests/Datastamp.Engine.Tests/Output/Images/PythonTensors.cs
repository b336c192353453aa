using System.Runtime.InteropServices;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Output.Images;

/// <summary>Tensors as Python makes them, one process for all of them.</summary>
internal sealed class PythonTensors(params string[] packages) : IDisposable
{
    private readonly System.Diagnostics.Process python = Python.Start("image_tensors.py", [], packages);

    public Tensor Make(string format, string path, string image)
    {
        python.StandardInput.WriteLine(new JObject(new JProperty("format", format), new JProperty("path", path), new JProperty("image", image)).ToString(Newtonsoft.Json.Formatting.None));
        python.StandardInput.Flush();
        var output = python.StandardOutput.BaseStream;
        var line = new List<byte>();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            Assert.That(next, Is.Not.EqualTo(-1), $"{format} {path} {image}");
            line.Add((byte)next);
        }

        var shape = JArray.Parse(System.Text.Encoding.UTF8.GetString([.. line])).Values<int>().ToArray();
        var values = new float[shape.Aggregate(1, (product, side) => product * side)];
        output.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new(shape, values);
    }

    public void Dispose()
    {
        python.StandardInput.Close();
        python.WaitForExit();
        python.Dispose();
    }
}
