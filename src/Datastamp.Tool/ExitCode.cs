using Datastamp.Diagnostics;

namespace Datastamp.Tool;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The data, the lock, or what is asked of them is not as it must be.</summary>
    public const int Data = 1;

    /// <summary>The command line is not as it must be.</summary>
    public const int Usage = 2;

    /// <summary>The machine lacks something.</summary>
    public const int Environment = 3;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>The code for a command that ended in these errors: the first one decides.</summary>
    public static int For(IReadOnlyList<Diagnostic> errors) => errors[0].Code[..4] switch
    {
        "DS00" => Usage,
        "DS03" or "DS05" => Environment,
        _ => Data,
    };
}
