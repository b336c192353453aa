using System.Globalization;
using Datastamp.Diagnostics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>
/// JSON as Datastamp writes it: two spaces, LF, arrays of numbers and short texts on one line, numbers round-trip. It is looked at
/// on terminals and in pull requests, so that what commands, turns or hides text is written by its number.
/// </summary>
public static class JsonText
{
    // A sum has up to 39 digits.
    private const int LongestInRow = 40;

    /// <summary>The text of a token, with a line break at its end.</summary>
    public static string Write(JToken token)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var writer = new JsonTextWriter(text) { Formatting = Formatting.Indented, Indentation = 2 })
        {
            Write(writer, token);
        }

        return VisibleText.InJson(text.ToString()) + "\n";
    }

    /// <summary>The text of a token in one line, without a line break.</summary>
    public static string Line(JToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return VisibleText.InJson(token.ToString(Formatting.None));
    }

    private static void Write(JsonTextWriter writer, JToken token)
    {
        switch (token)
        {
            case JObject record:
                writer.WriteStartObject();
                foreach (var property in record.Properties())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JArray row when row.All(value => value is JValue { Type: not JTokenType.String } or JValue { Value: string { Length: <= LongestInRow } }):
                writer.WriteStartArray();
                writer.Formatting = Formatting.None;
                foreach (var value in row)
                {
                    value.WriteTo(writer);
                }

                writer.WriteEndArray();
                writer.Formatting = Formatting.Indented;
                break;
            case JArray list:
                writer.WriteStartArray();
                foreach (var value in list)
                {
                    Write(writer, value);
                }

                writer.WriteEndArray();
                break;
            default:
                token.WriteTo(writer);
                break;
        }
    }
}
