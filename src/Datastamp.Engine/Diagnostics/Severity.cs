namespace Datastamp.Diagnostics;

/// <summary>How grave a diagnostic is.</summary>
public enum Severity
{
    /// <summary>For a log.</summary>
    Detail,

    /// <summary>Worth knowing.</summary>
    Message,

    /// <summary>The result stands, with a reservation.</summary>
    Warning,

    /// <summary>There is no result, and nothing was written.</summary>
    Error,
}
