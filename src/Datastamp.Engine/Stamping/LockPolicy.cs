namespace Datastamp.Stamping;

/// <summary>How a lock and data that is here go together.</summary>
public enum LockPolicy
{
    /// <summary>The lock follows the data. What is known of files by their contents, names and times is believed.</summary>
    Followed,

    /// <summary>Drift is an error, and nothing is written into the lock. Every file is hashed.</summary>
    Verified,

    /// <summary>The lock follows the data, all of which is measured, whatever is known.</summary>
    Recomputed,
}
