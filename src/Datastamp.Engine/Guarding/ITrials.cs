namespace Datastamp.Guarding;

/// <summary>Measures a file in a process of its own, one file at a time.</summary>
public interface ITrials
{
    /// <summary>Has another process answer a request by <see cref="Trial.Answer"/>.</summary>
    /// <param name="request">One line.</param>
    /// <param name="content">The file's bytes; empty where the request names a path.</param>
    /// <param name="beat">Called again and again meanwhile; may throw to end it.</param>
    TrialEnd Measure(string request, ReadOnlySpan<byte> content, Action beat);

    /// <summary>Whether what was said of a file is still true: not what another limit, or want of memory, was the reason of.</summary>
    /// <param name="verdict">Why a file was refused, by a trial or by anything else.</param>
    bool Holds(string verdict);
}
