using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>One item, as the project wrote it.</summary>
[DataContract]
internal sealed class DatasetRequest
{
    [DataMember(Name = "include", Order = 0)]
    public string Include { get; set; } = string.Empty;

    [DataMember(Name = "definedIn", Order = 1)]
    public string DefinedIn { get; set; } = string.Empty;

    [DataMember(Name = "metadata", Order = 2)]
    public SortedDictionary<string, string> Metadata { get; set; } = new(System.StringComparer.Ordinal);
}
