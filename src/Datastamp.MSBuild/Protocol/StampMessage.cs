using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>One line of the worker's output: a diagnostic, as JSON, so that no file's name can pass for one.</summary>
[DataContract]
internal sealed class StampMessage
{
    [DataMember(Name = "severity", Order = 0)]
    public string Severity { get; set; } = string.Empty;

    [DataMember(Name = "code", Order = 1, EmitDefaultValue = false)]
    public string? Code { get; set; }

    [DataMember(Name = "file", Order = 2, EmitDefaultValue = false)]
    public string? File { get; set; }

    [DataMember(Name = "line", Order = 3, EmitDefaultValue = false)]
    public int Line { get; set; }

    [DataMember(Name = "column", Order = 4, EmitDefaultValue = false)]
    public int Column { get; set; }

    [DataMember(Name = "message", Order = 5)]
    public string Message { get; set; } = string.Empty;
}
