using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>One line of the worker's output: a diagnostic, as JSON, so that no file's name can pass for one.</summary>
[DataContract]
internal sealed class StampMessage
{
    /// <summary>The severity of the last message of a run that ended well.</summary>
    public const string Done = "done";

    /// <summary>The code of what is said of files that an earlier worker had in hand when it died.</summary>
    public const string Suspects = "DS0132";

    [DataMember(Name = "severity")]
    public string Severity { get; set; } = string.Empty;

    [DataMember(Name = "code")]
    public string? Code { get; set; }

    [DataMember(Name = "file")]
    public string? File { get; set; }

    [DataMember(Name = "line")]
    public int Line { get; set; }

    [DataMember(Name = "column")]
    public int Column { get; set; }

    [DataMember(Name = "message")]
    public string Message { get; set; } = string.Empty;

    public JsonLine ToJson()
    {
        var json = new JsonLine().Add("severity", Severity);
        if (Code is not null)
        {
            json.Add("code", Code);
        }

        if (File is not null)
        {
            json.Add("file", File).Add("line", Line).Add("column", Column);
        }

        return json.Add("message", Message);
    }
}
