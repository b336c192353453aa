using Datastamp.Guarding;

namespace Datastamp.Measuring;

/// <summary>What is known of images by their contents, from earlier runs. Safe for several threads.</summary>
internal interface IImageMemory
{
    /// <summary>Files that ended other processes, and a note of those in hand; null for none.</summary>
    Suspects? Suspects { get; }

    /// <summary>Begins one thread's share.</summary>
    /// <param name="isBrief">Whether it is closed soon: it then finds what was known when it began, at less cost a file.</param>
    IImageMemoryShare OpenShare(bool isBrief);
}
