using System.CommandLine;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp gpu</c>: libtorch, which is fetched where somebody asks for it, and is no part of the tool.</summary>
internal static class GpuCommand
{
    public static Command Create() => new("gpu", "Installs, shows and removes libtorch, with which a GPU can measure. Nothing else needs it. Example: datastamp gpu status")
    {
        GpuInstallCommand.Create(),
        GpuStatusCommand.Create(),
        GpuRemoveCommand.Create(),
        GpuProbeCommand.Create(),
    };
}
