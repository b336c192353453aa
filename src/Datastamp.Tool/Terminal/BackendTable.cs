using Datastamp.Tool.Backends;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows what is installed to a person, a line a backend.</summary>
internal static class BackendTable
{
    public static void Write(string root, bool hasDriver, IReadOnlyList<BackendState> states)
    {
        Console.Out.WriteLine($"driver     {(hasDriver ? "NVIDIA's library loads" : "none")}");
        Console.Out.WriteLine($"TorchSharp built for libtorch {TorchBackend.BuiltFor}");
        if (states.Count == 0)
        {
            Console.Out.WriteLine($"libtorch   none in {PlainText.Of(root)}");
        }

        foreach (var state in states)
        {
            Console.Out.WriteLine($"libtorch   {Of(state)}");
        }
    }

    private static string Of(BackendState state)
    {
        var what = state.Backend is { Manifest: var manifest }
            ? $"{manifest.Version} for {manifest.Kind.ToString().ToLowerInvariant()}, {ByteSize.Of(manifest.Files.Sum(file => file.Length))}, from {PlainText.Of(manifest.Source)}, in {PlainText.Of(state.Folder)}"
            : PlainText.Of(state.Folder);
        return state.Problem is { } problem ? $"{what}\n           {PlainText.Of(problem.ToString())}"
            : state.Devices is { } devices ? FormattableString.Invariant($"{what}\n           verified; tested on the processor and {devices} GPU(s)")
            : what;
    }
}
