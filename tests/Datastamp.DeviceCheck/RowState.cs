namespace Datastamp.DeviceCheck;

/// <summary>What came of a check.</summary>
internal enum RowState
{
    /// <summary>As it must be.</summary>
    Pass,

    /// <summary>Not as it must be.</summary>
    Fail,

    /// <summary>A figure or a fact, of which nothing is asked.</summary>
    Note,
}
