namespace Datastamp.Comparing;

/// <summary>How closely data is looked at.</summary>
public enum ComparisonDepth
{
    /// <summary>A file whose name, length and time are those of the last look is taken as it was then; all others are hashed.</summary>
    Quick,

    /// <summary>Every file is hashed; of videos, what their identity covers. Nothing is decoded.</summary>
    Contents,

    /// <summary>Every image is decoded and measured again, every video probed again, and every number compared.</summary>
    Recomputed,
}
