using System.Text;

namespace Datastamp.Output;

/// <summary>Lines of C#, indented by open braces, ended by LF.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "") => text.Append(line.Length > 0 ? new string(' ', 4 * depth) : string.Empty).Append(line).Append('\n');

    public void Open()
    {
        Line("{");
        depth++;
    }

    public void Close()
    {
        depth--;
        Line("}");
    }

    public void CloseAll()
    {
        while (depth > 0)
        {
            Close();
        }
    }

    /// <summary>A summary for IntelliSense, of foreign text.</summary>
    public void Summary(string summary) => Line($"/// <summary>{CSharpText.Documentation(summary)}</summary>");

    public override string ToString() => text.ToString();
}
