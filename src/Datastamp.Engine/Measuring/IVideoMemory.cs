using Datastamp.Guarding;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>What is known of videos by where they lie, from earlier runs. Safe for several threads.</summary>
internal interface IVideoMemory
{
    /// <summary>Files that ended other processes, and a note of those in hand; null for none.</summary>
    Suspects? Suspects { get; }

    /// <summary>What is known of a sample, by its index; null where nothing is.</summary>
    VideoFacts? Find(int index);

    /// <summary>Why a sample ends a process that decodes it; null where it is not known to.</summary>
    string? FindVerdict(int index);

    /// <summary>Whether that is to be found out again, in a process of its own.</summary>
    bool IsDoubted(int index);

    /// <summary>Keeps why a sample ends a process that decodes it.</summary>
    void RememberVerdict(Sample sample, string verdict);
}
