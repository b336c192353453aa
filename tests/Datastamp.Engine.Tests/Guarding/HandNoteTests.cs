namespace Datastamp.Guarding;

public class HandNoteTests
{
    private const long Dataset = 7;
    private const long Other = 8;

    private static readonly byte[] id = [.. Enumerable.Range(1, HandSlot.IdLength).Select(value => (byte)value)];

    private string folder = string.Empty;

    private string[] Notes => Directory.GetFiles(folder, "*.inhand");

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Who_ends_in_order_leaves_no_note()
    {
        using (var note = new HandNote(folder))
        {
            var slot = note.Open();
            slot.Take(Dataset, id, "a.jpg");
            Assert.That(Notes, Has.Length.EqualTo(1));
            note.Close(slot);
        }

        Assert.That(Notes, Is.Empty);
    }

    [Test]
    public void Who_has_nothing_to_note_makes_none()
    {
        using var note = new HandNote(folder);

        Assert.That(Notes, Is.Empty);
    }

    [Test]
    public void Of_who_lives_nothing_is_taken()
    {
        using var note = new HandNote(folder);
        note.Open().Take(Dataset, id, "a.jpg");

        Assert.That(HandNote.TakeOfDead(folder, Dataset), Is.Empty);
        Assert.That(Notes, Has.Length.EqualTo(1));
    }

    [Test]
    public void Of_the_dead_what_is_of_a_dataset_is_taken_once()
    {
        Die((Dataset, "a.jpg"), (Other, "b.jpg"));

        Assert.That(HandNote.TakeOfDead(folder, Dataset).Select(entry => (entry.Key, entry.Dataset)), Is.EqualTo([("a.jpg", Dataset)]));
        Assert.That(HandNote.TakeOfDead(folder, Dataset), Is.Empty);
        Assert.That(Notes, Has.Length.EqualTo(1));
        Assert.That(HandNote.TakeOfDead(folder, Other).Single().Id, Is.EqualTo(id));
        Assert.That(Notes, Is.Empty);
    }

    [Test]
    public void What_was_released_is_no_suspect()
    {
        using (var note = new HandNote(folder))
        {
            var slot = note.Open();
            slot.Take(Dataset, id, "a.jpg");
            slot.Release();
            note.Open().Take(Dataset, id, "b.jpg");
        }

        Assert.That(HandNote.TakeOfDead(folder, Dataset).Select(entry => entry.Key), Is.EqualTo(["b.jpg"]));
    }

    [Test]
    public void Of_a_long_key_its_end_is_kept()
    {
        Die((Dataset, new string('ä', 500) + "/end.jpg"));

        Assert.That(HandNote.TakeOfDead(folder, Dataset).Single().Key, Does.EndWith("ä/end.jpg").And.Length.LessThan(100));
    }

    [Test]
    public void What_was_written_by_nobody_is_taken_from_nobody()
    {
        File.WriteAllBytes(Path.Combine(folder, "x.inhand"), [.. Enumerable.Repeat((byte)0xFF, 1000)]);

        Assert.That(HandNote.TakeOfDead(folder, -1), Is.Empty);
        Assert.That(Notes, Is.Empty);
    }

    [Test]
    public void A_thread_too_many_works_without_a_note()
    {
        using (var note = new HandNote(folder))
        {
            for (var thread = 0; thread < 2000; thread++)
            {
                note.Open().Take(Dataset, id, "a.jpg");
            }
        }

        Assert.That(HandNote.TakeOfDead(folder, Dataset), Has.Count.EqualTo(1024));
    }

    [Test]
    public void Clearing_spares_who_lives()
    {
        Die((Dataset, "a.jpg"));
        using var note = new HandNote(folder);
        note.Open().Take(Dataset, id, "b.jpg");

        HandNote.DeleteOfDead(folder);

        Assert.That(Notes, Has.Length.EqualTo(1));
        Assert.That(HandNote.TakeOfDead(folder, Dataset), Is.Empty);
    }

    [Test]
    public void A_file_is_told_of_only_when_it_takes_too_long()
    {
        using var note = new HandNote(folder);
        using var told = new ManualResetEventSlim();
        var key = string.Empty;
        var watch = new FileWatch(TimeSpan.FromMilliseconds(200), slow =>
        {
            key = slow;
            told.Set();
        });
        var (quick, slow) = (note.Open(), note.Open());
        watch.Add(quick);
        watch.Add(slow);
        quick.Take(Dataset, id, "quick.jpg");
        quick.Release();
        Assert.That(told.Wait(500), Is.False);

        slow.Take(Dataset, id, "slow.jpg");

        Assert.That(told.Wait(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(key, Is.EqualTo("slow.jpg"));
    }

    [Test]
    public void Excused_time_is_not_counted_and_what_was_let_go_stays_so()
    {
        using var note = new HandNote(folder);
        var slot = note.Open();
        slot.Excuse(1000);
        Assert.That(slot.InHand.StartedAt, Is.Zero);

        slot.Take(Dataset, id, "a.jpg");
        var since = slot.InHand.StartedAt;
        slot.Excuse(1000);

        Assert.That(slot.InHand.StartedAt, Is.EqualTo(since + 1000));
    }

    /// <summary>A note that is left with something in hand is that of the dead: nobody holds it any more.</summary>
    private void Die(params (long Dataset, string Key)[] inHand)
    {
        using var note = new HandNote(folder);
        foreach (var (dataset, key) in inHand)
        {
            note.Open().Take(dataset, id, key);
        }
    }
}
