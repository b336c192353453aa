using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>Where a backend is, and where it is made: side by side, so that it comes to be by a rename.</summary>
/// <param name="root">The folder of all backends.</param>
/// <param name="kind">What it computes on.</param>
/// <param name="version">The version of libtorch.</param>
internal sealed class BackendFolders(string root, BackendKind kind, string version)
{
    private readonly string name = $"{kind.ToString().ToLowerInvariant()}-{version}";

    /// <summary>The backend itself.</summary>
    public string Final => Path.Combine(root, name);

    /// <summary>All that an installation needs until it is over.</summary>
    public string Work => Path.Combine(root, $".{name}.work");

    /// <summary>The libraries so far: what becomes <see cref="Final"/>.</summary>
    public string Staging => Path.Combine(Work, "files");

    /// <summary>What of them is whole.</summary>
    public string Journal => Path.Combine(Work, "journal");

    /// <summary>The project and the packages of a restore.</summary>
    public string Restore => Path.Combine(Work, "restore");

    /// <summary>The file that one process at a time holds open.</summary>
    public string Guard => Path.Combine(root, $".{name}.lock");

    /// <summary>A name that nothing has, for what is about to be deleted.</summary>
    public string Discarded => Path.Combine(root, $".{name}.{Path.GetRandomFileName()}");
}
