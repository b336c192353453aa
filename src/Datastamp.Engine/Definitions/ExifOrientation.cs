namespace Datastamp.Definitions;

/// <summary>What to do with the orientation that a camera wrote beside the pixels.</summary>
public enum ExifOrientation
{
    /// <summary>Measure the pixels as they are coded.</summary>
    Ignore,

    /// <summary>Turn and mirror them as a viewer would, before anything else.</summary>
    Apply,
}
