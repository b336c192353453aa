using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Tests.Measuring;

namespace Datastamp.Tests.Stamping;

/// <summary>What is measured by another device than the processor.</summary>
public class DeviceStampTests : StampedImages
{
    private static readonly MeasureOptions other = MeasureOptions.Default with { Device = new OtherDecoder(1) };

    [Test]
    public async Task The_lock_records_device_and_decoder()
    {
        await StampAsync(Plan(Train()), other);

        var entry = LockFile.Read(Lock).Image("Train")!;
        Assert.That((entry.Device, entry.Decoder), Is.EqualTo(("other 1", "other 1.0")));
    }

    [Test]
    public async Task The_processor_is_not_named()
    {
        await StampAsync(Train());

        Assert.That(LockFile.Read(Lock).Image("Train")!.Device, Is.Null);
        Assert.That(await File.ReadAllTextAsync(Lock), Does.Not.Contain("device"));
    }

    [Test]
    public async Task What_another_decoder_found_is_in_the_lock_and_not_taken_for_what_the_processor_finds()
    {
        await StampAsync(Plan(Train()), other);
        File.Delete(Lock);

        await StampAsync(Train());

        Assert.That(LockFile.Read(Lock).Image("Train")!.Decoder, Does.StartWith("opencv "));
    }

    [Test]
    public async Task What_the_processor_found_is_not_taken_for_what_another_decoder_finds()
    {
        await StampAsync(Train());
        File.Delete(Lock);

        await StampAsync(Plan(Train()), other);

        Assert.That(LockFile.Read(Lock).Image("Train")!.Decoder, Is.EqualTo("other 1.0"));
    }

    [Test]
    public async Task A_build_keeps_what_the_lock_says_of_unchanged_files_whatever_decoded_them()
    {
        await StampAsync(Plan(Train()), other);
        var before = await File.ReadAllTextAsync(Lock);

        await StampAsync(Train());

        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
    }
}
