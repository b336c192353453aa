using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>What the build asks of the worker: one line of JSON on its standard input, so that no path ever passes through a shell's quoting.</summary>
[DataContract]
internal sealed class StampRequest
{
    [DataMember(Name = "worker")]
    public string Worker { get; set; } = string.Empty;

    [DataMember(Name = "project")]
    public string Project { get; set; } = string.Empty;

    [DataMember(Name = "language")]
    public string Language { get; set; } = string.Empty;

    [DataMember(Name = "lockFile")]
    public string LockFile { get; set; } = string.Empty;

    [DataMember(Name = "lockedMode")]
    public bool LockedMode { get; set; }

    /// <summary>Whether a list of each image dataset's files is written beside the lock.</summary>
    [DataMember(Name = "fileLists")]
    public bool HasFileLists { get; set; }

    [DataMember(Name = "codeFile")]
    public string CodeFile { get; set; } = string.Empty;

    [DataMember(Name = "namespace")]
    public string Namespace { get; set; } = string.Empty;

    /// <summary>What the namespace is made of where none is given.</summary>
    [DataMember(Name = "rootNamespace")]
    public string RootNamespace { get; set; } = string.Empty;

    [DataMember(Name = "className")]
    public string ClassName { get; set; } = string.Empty;

    [DataMember(Name = "public")]
    public bool IsPublic { get; set; }

    /// <summary>Whether image datasets have transforms of Datastamp.Torch.</summary>
    [DataMember(Name = "transforms")]
    public bool HasTransforms { get; set; }

    /// <summary>Folders that the build writes to, which are never data.</summary>
    [DataMember(Name = "outputFolders")]
    public string[] OutputFolders { get; set; } = [];

    [DataMember(Name = "images")]
    public DatasetRequest[] Images { get; set; } = [];

    [DataMember(Name = "videos")]
    public DatasetRequest[] Videos { get; set; } = [];

    [DataMember(Name = "artifactsPath")]
    public string ArtifactsPath { get; set; } = string.Empty;

    [DataMember(Name = "artifacts")]
    public string Artifacts { get; set; } = string.Empty;

    public JsonLine ToJson() => new JsonLine()
        .Add("worker", Worker)
        .Add("project", Project)
        .Add("language", Language)
        .Add("lockFile", LockFile)
        .Add("lockedMode", LockedMode)
        .Add("fileLists", HasFileLists)
        .Add("codeFile", CodeFile)
        .Add("namespace", Namespace)
        .Add("rootNamespace", RootNamespace)
        .Add("className", ClassName)
        .Add("public", IsPublic)
        .Add("transforms", HasTransforms)
        .Add("outputFolders", OutputFolders)
        .Add("artifactsPath", ArtifactsPath)
        .Add("artifacts", Artifacts)
        .Add("images", Images.Select(item => item.ToJson()))
        .Add("videos", Videos.Select(item => item.ToJson()));
}
