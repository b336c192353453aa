using System.Runtime.Versioning;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>A kind of fault that can be injected into a run.</summary>
/// <param name="Kind">Its name in the table.</param>
/// <param name="Inject">Runs a command of the project under the fault, and takes the fault away.</param>
[UnsupportedOSPlatform("windows")]
internal sealed record Fault(string Kind, Func<FaultedProject, Random, Task<FaultRun>> Inject)
{
    /// <summary>Whether the process is killed, and may leave behind what the next run deletes.</summary>
    public bool IsDeadly { get; init; }

    /// <summary>Whether nothing can be deleted any more, so that what was begun is left to the next run.</summary>
    public bool ForbidsDeleting { get; init; }

    /// <summary>Whether the runtime may find no memory or handles for itself, and end without a question.</summary>
    public bool MayEndRuntime { get; init; }

    /// <summary>Whether what is measured changes meanwhile, so that a result may be of neither the old nor the new files.</summary>
    public bool ChangesData { get; init; }
}
