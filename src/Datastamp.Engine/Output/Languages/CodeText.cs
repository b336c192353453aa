using System.Text;

namespace Datastamp.Output.Languages;

/// <summary>Lines of code, indented by blocks, ended by LF.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> closers = new();

    public void Line(string line = "") =>
        text.Append(line.Length > 0 ? new string(' ', 4 * closers.Count) : string.Empty).Append(line).Append('\n');

    /// <summary>Lines that are indented among themselves, as they stand in a block of text.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.AsSpan().EnumerateLines())
        {
            Line(line.TrimEnd().ToString());
        }
    }

    /// <summary>Begins a block.</summary>
    /// <param name="closer">The line that ends it; empty where it ends by indentation alone.</param>
    public void Open(string closer) => closers.Push(closer);

    public void Close()
    {
        if (closers.Pop() is { Length: > 0 } closer)
        {
            Line(closer);
        }
    }

    public void CloseAll()
    {
        while (closers.Count > 0)
        {
            Close();
        }
    }

    public override string ToString() => text.ToString();
}
