using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>What the build asks of the worker: one line of JSON on its standard input, so that no path ever passes through a shell's quoting.</summary>
[DataContract]
internal sealed class StampRequest
{
    [DataMember(Name = "worker", Order = 0)]
    public string Worker { get; set; } = string.Empty;

    [DataMember(Name = "project", Order = 1)]
    public string Project { get; set; } = string.Empty;

    [DataMember(Name = "language", Order = 2)]
    public string Language { get; set; } = string.Empty;

    [DataMember(Name = "lockFile", Order = 3)]
    public string LockFile { get; set; } = string.Empty;

    [DataMember(Name = "lockedMode", Order = 4)]
    public bool LockedMode { get; set; }

    [DataMember(Name = "codeFile", Order = 5)]
    public string CodeFile { get; set; } = string.Empty;

    [DataMember(Name = "stateFile", Order = 6)]
    public string StateFile { get; set; } = string.Empty;

    [DataMember(Name = "namespace", Order = 7)]
    public string Namespace { get; set; } = string.Empty;

    [DataMember(Name = "className", Order = 8)]
    public string ClassName { get; set; } = string.Empty;

    [DataMember(Name = "public", Order = 9)]
    public bool IsPublic { get; set; }

    /// <summary>Folders that the build writes to, which are never data.</summary>
    [DataMember(Name = "outputFolders", Order = 10)]
    public string[] OutputFolders { get; set; } = [];

    [DataMember(Name = "images", Order = 11)]
    public DatasetRequest[] Images { get; set; } = [];

    [DataMember(Name = "artifactsPath", Order = 12)]
    public string ArtifactsPath { get; set; } = string.Empty;

    [DataMember(Name = "artifacts", Order = 13)]
    public string Artifacts { get; set; } = string.Empty;

    /// <summary>How to run: it changes no answer, and is no part of the question that the state remembers.</summary>
    [DataMember(Name = "run", Order = 14, EmitDefaultValue = false)]
    public RunRequest? Run { get; set; }
}
