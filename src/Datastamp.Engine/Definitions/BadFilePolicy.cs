namespace Datastamp.Definitions;

/// <summary>What to do with a file that is not whole and valid.</summary>
public enum BadFilePolicy
{
    /// <summary>Fail, naming it.</summary>
    Error,

    /// <summary>Leave it out, warn, and record it in the lock.</summary>
    Skip,
}
