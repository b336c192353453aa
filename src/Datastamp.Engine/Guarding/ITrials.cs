namespace Datastamp.Guarding;

/// <summary>Measures a file in a process of its own, one file at a time.</summary>
public interface ITrials
{
    /// <summary>Has another process answer a request by <see cref="Trial.Answer"/>.</summary>
    /// <param name="request">One line.</param>
    /// <param name="content">The file's bytes; empty where the request names a path.</param>
    /// <param name="beat">Called again and again meanwhile; may throw to end it.</param>
    TrialEnd Measure(string request, ReadOnlySpan<byte> content, Action beat);
}
