using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>
/// The member <c>checksum</c> of a lock's entry or of a part: SHA-256 over the object without it, as JSON without white space. It
/// tells of numbers that were edited, or merged from two branches, without a look at the data; it keeps nobody from forging.
/// </summary>
internal static class JsonChecksum
{
    private const string Name = "checksum";

    /// <summary>The entry with its checksum.</summary>
    public static JObject Add(JObject entry)
    {
        entry.Add(Name, Compute(entry));
        return entry;
    }

    /// <summary>Whether an entry is as it was written.</summary>
    public static bool Holds(JToken entry) =>
        entry is JObject record && record[Name] is JValue { Value: string checksum } && string.Equals(checksum, Compute(record), StringComparison.Ordinal);

    private static string Compute(JObject entry)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14))
        using (var writer = new JsonTextWriter(text) { Culture = CultureInfo.InvariantCulture })
        {
            writer.WriteStartObject();
            foreach (var property in entry.Properties().Where(property => !string.Equals(property.Name, Name, StringComparison.Ordinal)))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return "sha256:" + Convert.ToHexStringLower(hash.Hash!);
    }
}
