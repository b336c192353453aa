using System.Runtime.Serialization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>How one run of the worker is to go, on the line behind the request: the state does not remember it, so that what was answered another way stays.</summary>
[DataContract]
internal sealed class RunRequest
{
    /// <summary>Where the run says what it answered and depended on.</summary>
    [DataMember(Name = "stateFile")]
    public string StateFile { get; set; } = string.Empty;

    /// <summary>Threads: the cores that the build has granted.</summary>
    [DataMember(Name = "threads")]
    public int Threads { get; set; }

    /// <summary>Whether an editor asks: everything comes from the lock, and nothing is measured.</summary>
    [DataMember(Name = "designTime")]
    public bool IsDesignTime { get; set; }

    /// <summary>Where measurements are shared between builds; empty for the user's cache folder.</summary>
    [DataMember(Name = "cachePath")]
    public string CachePath { get; set; } = string.Empty;

    /// <summary>What measures images; empty for the processor.</summary>
    [DataMember(Name = "device")]
    public string Device { get; set; } = string.Empty;

    /// <summary>What decodes images for a CUDA device; empty for nvJPEG.</summary>
    [DataMember(Name = "deviceDecoder")]
    public string DeviceDecoder { get; set; } = string.Empty;

    public JsonLine ToJson() => new JsonLine()
        .Add("stateFile", StateFile)
        .Add("threads", Threads)
        .Add("designTime", IsDesignTime)
        .Add("cachePath", CachePath)
        .Add("device", Device)
        .Add("deviceDecoder", DeviceDecoder);
}
