using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Probing.Indexes;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

/// <summary>Three clips whose tables are all that is looked at.</summary>
public abstract class StampedClips : StampedFolder
{
    /// <summary>What was done last.</summary>
    protected string Work => Details.Count > 0 ? Details[^1].Message : string.Empty;

    [SetUp]
    public void MakeClips()
    {
        WriteClip("run/a.mp4");
        WriteClip("run/b c.mp4", ticks: 20);
        WriteClip("walk/d.mp4");
    }

    /// <summary>Six frames, each of so many hundredths of a second.</summary>
    protected void WriteClip(string key, uint ticks = 10) =>
        Write("clips/" + key, new TinyMp4 { Stts = Boxes.Table("stts", 2, 6, ticks) }.Bytes);

    protected void Change(string change)
    {
        switch (change)
        {
            case "add":
                WriteClip("run/new.mp4");
                break;
            case "remove":
                File.Delete(At("clips/run/a.mp4"));
                break;
            case "rename":
                File.Move(At("clips/run/a.mp4"), At("clips/run/renamed.mp4"));
                break;
            case "change":
                WriteClip("run/a.mp4", ticks: 11);
                break;
            default:
                Write("clips/run/a.mp4", 1, 2, 3);
                break;
        }
    }

    protected VideoDataset Clips() => new() { Name = "Clips", Root = At("clips"), Include = "clips" };

    protected VideoResult Locked() => LockFile.Read(Lock).Video("Clips")!;

    protected Task<StampOutcome> StampAgainAsync(VideoDataset? dataset = null, bool isLocked = false)
    {
        Forget();
        return StampAsync(dataset, isLocked);
    }

    protected Task<StampOutcome> StampAsync(VideoDataset? dataset = null, bool isLocked = false) =>
        StampAsync(Plan() with { Videos = [dataset ?? Clips()], LockPolicy = isLocked ? LockPolicy.Verified : LockPolicy.Followed });
}
