namespace Datastamp.MSBuild.Tests;

/// <summary>Builds that ask for another device than the processor.</summary>
public class DeviceTests() : LockedBuild("data", """<ImageDataset Include="data" Name="Train" />""")
{
    [Test]
    public async Task A_device_that_is_not_there_is_an_error_which_says_how_to_get_it()
    {
        File.Delete(LockFile);

        var build = await StampAsync("-p:DatastampDevice=torch-cpu");

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0501"]), build.Output);
        Assert.That(build.Output, Does.Contain("datastamp gpu install --cpu"));
        Assert.That(File.Exists(LockFile), Is.False);
    }

    [TestCase("-p:DatastampDevice=gpu", "'gpu'")]
    [TestCase("-p:DatastampDeviceDecoder=turbo", "'turbo'")]
    public async Task A_device_that_does_not_exist_is_named(string property, string named)
    {
        File.Delete(LockFile);

        var build = await StampAsync(property);

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0001"]), build.Output);
        Assert.That(build.Output, Does.Contain(named));
    }

    [Test]
    public async Task A_locked_build_measures_nothing_and_needs_no_device()
    {
        Directory.Delete(At("../cache"), recursive: true);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await StampAsync("-p:DatastampDevice=torch-cpu", "-p:DatastampLockedMode=true");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Train: 2 files, 2 read, 0 decoded."]));
    }

    protected override void MakeData() => Images("data", "hill_1.jpg", "noise.png");
}
