using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>One item, as the project wrote it.</summary>
[DataContract]
internal sealed class DatasetRequest
{
    [DataMember(Name = "include")]
    public string Include { get; set; } = string.Empty;

    [DataMember(Name = "definedIn")]
    public string DefinedIn { get; set; } = string.Empty;

    [DataMember(Name = "metadata")]
    public SortedDictionary<string, string> Metadata { get; set; } = new(StringComparer.Ordinal);

    public JsonLine ToJson()
    {
        var metadata = new JsonLine();
        foreach (var item in Metadata)
        {
            metadata.Add(item.Key, item.Value);
        }

        return new JsonLine().Add("include", Include).Add("definedIn", DefinedIn).Add("metadata", metadata);
    }
}
