using Datastamp.Diagnostics;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>How an installed backend is.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Backend">What was installed; null where that cannot be read.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
/// <param name="Devices">How many GPUs were tested with it; null where nothing was.</param>
internal sealed record BackendState(string Folder, TorchBackend? Backend, Diagnostic? Problem, int? Devices)
{
    /// <summary>Looks at every backend.</summary>
    /// <param name="root">The folder of all backends.</param>
    /// <param name="verify">Whether all files are read and the backend is tested, or only names and lengths compared.</param>
    /// <param name="cancellation">Ends the tests.</param>
    public static async Task<IReadOnlyList<BackendState>> ExamineAsync(string root, bool verify, CancellationToken cancellation)
    {
        var states = new List<BackendState>();
        foreach (var folder in TorchBackend.Folders(root))
        {
            states.Add(await ExamineOneAsync(folder, verify, cancellation));
        }

        return states;
    }

    private static async Task<BackendState> ExamineOneAsync(string folder, bool verify, CancellationToken cancellation)
    {
        TorchBackend? backend = null;
        try
        {
            backend = TorchBackend.Open(folder);
            if (!verify)
            {
                backend.Look();
                return new(folder, backend, backend.Fits ? null : Report.BackendVersion(folder, backend.Manifest.Version, TorchBackend.BuiltFor), Devices: null);
            }

            backend.Verify();
            return new(folder, backend, Problem: null, await BackendProbe.TestAsync(folder, cancellation));
        }
        catch (DiagnosticException e)
        {
            return new(folder, backend, e.Diagnostics[0], Devices: null);
        }
    }
}
