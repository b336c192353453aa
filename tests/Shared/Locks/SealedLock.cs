using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests;

/// <summary>Edits locks as somebody would who also puts the checksums right.</summary>
internal static class SealedLock
{
    /// <summary>The text of a lock with checksums that fit its entries.</summary>
    public static string Seal(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var root = JObject.Load(reader);
        foreach (var entry in new[] { "images", "videos" }.SelectMany(section => root[section]?.Values<JProperty>() ?? []).Select(property => (JObject)property!.Value))
        {
            entry.Remove("checksum");
            entry["checksum"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.ToString(Formatting.None))));
        }

        return root.ToString();
    }

    /// <summary>Replaces a text in a lock.</summary>
    public static void Edit(string path, string before, string after)
    {
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(before));
        File.WriteAllText(path, Seal(text.Replace(before, after, StringComparison.Ordinal)));
    }
}
