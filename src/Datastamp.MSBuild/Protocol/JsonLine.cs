using System.Globalization;
using System.Text;

namespace Datastamp.MSBuild.Protocol;

/// <summary>
/// Writes a JSON object in one line of ASCII. Every build writes its request, if only to compare it, and the serializer
/// that .NET has takes longer to start than all else that a build without changes does.
/// </summary>
internal sealed class JsonLine
{
    private readonly StringBuilder text = new("{");

    public JsonLine Add(string name, string value)
    {
        AddName(name);
        AddText(value);
        return this;
    }

    public JsonLine Add(string name, bool value) => AddRaw(name, value ? "true" : "false");

    public JsonLine Add(string name, int value) => AddRaw(name, value.ToString(CultureInfo.InvariantCulture));

    public JsonLine Add(string name, JsonLine value) => AddRaw(name, value.ToString());

    public JsonLine Add(string name, IEnumerable<string> values)
    {
        AddName(name);
        text.Append('[');
        var isFirst = true;
        foreach (var value in values)
        {
            text.Append(isFirst ? string.Empty : ",");
            AddText(value);
            isFirst = false;
        }

        text.Append(']');
        return this;
    }

    public JsonLine Add(string name, IEnumerable<JsonLine> values) => AddRaw(name, $"[{string.Join(",", values)}]");

    public override string ToString() => text + "}";

    private JsonLine AddRaw(string name, string value)
    {
        AddName(name);
        text.Append(value);
        return this;
    }

    private void AddName(string name)
    {
        if (text.Length > 1)
        {
            text.Append(',');
        }

        AddText(name);
        text.Append(':');
    }

    private void AddText(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\' or < ' ' or > '~')
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        text.Append('"');
    }
}
