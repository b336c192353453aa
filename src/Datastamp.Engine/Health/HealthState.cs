namespace Datastamp.Health;

/// <summary>How a part of the machine is.</summary>
public enum HealthState
{
    /// <summary>As it must be.</summary>
    Good,

    /// <summary>Not as it could be; measuring does not need it.</summary>
    Note,

    /// <summary>Measuring fails.</summary>
    Bad,
}
