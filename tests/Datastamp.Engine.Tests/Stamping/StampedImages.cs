using Datastamp.Definitions;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

/// <summary>Two images in one folder, and one in another.</summary>
public abstract class StampedImages : StampedFolder
{
    [SetUp]
    public void MakeData()
    {
        WriteImage("train/a.png", 3, 2, 10, 20, 30);
        WriteImage("train/b.png", 2, 2, 110, 0, 255);
        WriteImage("test/c.png", 2, 2, 1, 2, 3);
    }

    protected ImageDataset Train() => Dataset("Train", "train");

    protected ImageDataset Dataset(string name, string folder) => new() { Name = name, Root = At(folder), Include = folder };

    protected Task<StampOutcome> StampAsync(params ImageDataset[] datasets) => StampAsync(Plan(datasets));
}
