namespace Datastamp.Measuring;

/// <summary>What is known of images by their contents, from earlier runs. Safe for several threads.</summary>
internal interface IImageMemory
{
    /// <summary>Begins one thread's share.</summary>
    IImageMemoryShare OpenShare();
}
