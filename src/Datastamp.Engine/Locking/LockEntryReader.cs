using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Reads an entry of a lock, trusting nothing: what is not as it must be is DS0201.</summary>
/// <param name="path">The lock.</param>
/// <param name="name">The dataset.</param>
internal abstract class LockEntryReader(string path, string name)
{
    protected MeasuredDefinition Definition(JToken entry) =>
        new(Record(entry, "definition").Properties().Select(property => KeyValuePair.Create(property.Name, Text(property.Value))));

    protected ImmutableArray<BadFile> BadFiles(JToken entry) =>
        Row(entry, "badFiles", file => new BadFile(Text(Get(file, "path")), Text(Get(file, "reason")))) is var files && files.DistinctBy(file => file.Key, StringComparer.Ordinal).Count() == files.Length
            ? files
            : throw Invalid(entry["badFiles"]!, "a bad file is named once");

    protected JToken Get(JToken parent, string key) =>
        (parent as JObject)?[key] ?? throw Invalid(parent, $"{key} is missing");

    protected JObject Record(JToken parent, string key) =>
        Get(parent, key) as JObject ?? throw Invalid(parent, $"{key} is not an object");

    protected ImmutableArray<T> Row<T>(JToken parent, string key, Func<JToken, T> read) =>
        Get(parent, key) is JArray row ? [.. row.Select(read)] : throw Invalid(parent, $"{key} is not an array");

    protected string Text(JToken token) =>
        token is not JValue { Type: JTokenType.String, Value: string text } ? throw Invalid(token, "a text was expected")
        : !UnicodeText.IsWhole(text) ? throw Invalid(token, "a text has half of a surrogate pair, which is no character")
        : text;

    protected long Count(JToken parent, string key, long largest = long.MaxValue) => Long(Get(parent, key), largest);

    protected long Long(JToken token, long largest) =>
        token is JValue { Type: JTokenType.Integer, Value: long value } && value >= 0 && value <= largest
            ? value
            : throw Invalid(token, $"a whole number from 0 to {largest} was expected");

    protected virtual DiagnosticException Invalid(JToken token, string reason)
    {
        IJsonLineInfo position = token;
        return new(Report.LockInvalid(path, $"the entry of {name} is not as it must be: {reason}", position.LineNumber, position.LinePosition));
    }
}
