namespace Datastamp.Diagnostics;

public static partial class Report
{
    // DS05xx: libtorch, which is no part of this program.

    /// <summary>DS0501: libtorch is asked for, and there is none.</summary>
    public static Diagnostic NoBackend(string kind, string root) =>
        new(Severity.Error, "DS0501", $"libtorch for {kind} is not installed. Run 'datastamp gpu install{(kind == "cpu" ? " --cpu" : string.Empty)}', or measure on the processor.", root);

    /// <summary>DS0502: an installed backend whose files are not those that were installed.</summary>
    public static Diagnostic BackendDamaged(string folder, string reason) =>
        new(Severity.Error, "DS0502", $"The installed libtorch is damaged: {reason.TrimEnd('.')}. Run 'datastamp gpu install' again, which replaces it.", folder);

    /// <summary>DS0503: a libtorch of another version than TorchSharp was built for.</summary>
    public static Diagnostic BackendVersion(string folder, string found, string wanted) =>
        new(Severity.Error, "DS0503", $"libtorch is of version {found}; TorchSharp here is built for {wanted}. Install {wanted}, or try this one all the same with 'datastamp gpu install --any-version', which tests what it computes.", folder);

    /// <summary>DS0504: the package of libtorch cannot be had.</summary>
    public static Diagnostic BackendNotRestored(string package, string version, string reason) =>
        new(Severity.Error, "DS0504", $"The package {package} {version} cannot be restored: {reason.TrimEnd('.')}. Add a NuGet source that has it, or install from what is here: --from with a folder of libtorch, or with a Python whose torch is of that version.");

    /// <summary>DS0505: too little space for libtorch.</summary>
    public static Diagnostic NoSpace(string folder, long needed, long free) =>
        new(Severity.Error, "DS0505", FormattableString.Invariant($"Installing libtorch needs {needed / 1e9:0.0} GB here, and {free / 1e9:0.0} GB are free. Make room, or set DATASTAMP_BACKENDS to a folder on another disk."), folder);

    /// <summary>DS0506: a folder or a Python to install from that has no libtorch to use.</summary>
    public static Diagnostic NotLibtorch(string path, string reason) =>
        new(Severity.Error, "DS0506", $"libtorch cannot be taken from here: {reason.TrimEnd('.')}. Name a folder that has libtorch's shared libraries, or a Python interpreter that has torch.", path);

    /// <summary>DS0507: no .NET SDK to restore packages with.</summary>
    public static Diagnostic NoRestorer(string host, string reason) =>
        new(Severity.Error, "DS0507", $"'{host}' cannot be started: {reason.TrimEnd('.')}. Packages are restored by the .NET SDK: install it, put it on the PATH, or install from a folder with --from.");

    /// <summary>DS0508: CUDA is asked for on a machine without a driver, or without a device that it drives.</summary>
    public static Diagnostic NoDriver(Severity severity, string reason) =>
        new(severity, "DS0508", $"There is no NVIDIA GPU to use: {reason.TrimEnd('.')}. Install NVIDIA's driver; start a container with the driver's libraries (--gpus all); or measure on the processor.");

    /// <summary>DS0509: an installed libtorch that does not load.</summary>
    public static Diagnostic BackendNotLoaded(string folder, string reason) =>
        new(Severity.Error, "DS0509", $"libtorch does not load: {reason.TrimEnd('.')}. Install it again, or another: 'datastamp gpu install'.", folder);

    /// <summary>DS0510: a libtorch that ends the process or computes something else.</summary>
    public static Diagnostic BackendFails(string folder, string reason) =>
        new(Severity.Error, "DS0510", $"libtorch was tested and failed: {reason.TrimEnd('.')}. It was built for another machine or TorchSharp; install the version that TorchSharp is built for.", folder);

    /// <summary>DS0511: another libtorch is already in this process, or would be.</summary>
    public static Diagnostic BackendInTheWay(string path) =>
        new(Severity.Error, "DS0511", "This program has a libtorch already, and a second one in a process ends it. Take the package of libtorch out of the project, or use that one and load no backend.", path);

    /// <summary>DS0512: a system that libtorch is not packaged for.</summary>
    public static Diagnostic NoBackendPackage(string kind, string runtime) =>
        new(Severity.Error, "DS0512", $"TorchSharp has no package of libtorch for {kind} on {runtime}. Measure on the processor, or on another machine.");
}
