namespace Datastamp.Guarding;

/// <summary>What a program does about files that may end its process: a crash, or a call that does not return, of native code cannot be caught.</summary>
/// <param name="trials">Measures suspects where they do no harm.</param>
/// <param name="watch">Looks at what takes long.</param>
public sealed class Safeguard(ITrials trials, FileWatch watch)
{
    /// <summary>Measures suspects where they do no harm.</summary>
    public ITrials Trials { get; } = trials;

    /// <summary>Looks at what takes long.</summary>
    public FileWatch Watch { get; } = watch;
}
