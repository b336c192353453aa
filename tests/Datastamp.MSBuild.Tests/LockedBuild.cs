namespace Datastamp.MSBuild.Tests;

/// <summary>A project that was stamped once, so that its lock says what its data is.</summary>
/// <param name="folder">The folder of the data.</param>
/// <param name="item">The dataset.</param>
public abstract class LockedBuild(string folder, string item) : NestedBuild
{
    [SetUp]
    public async Task BuildOnce()
    {
        MakeData();
        Project(item);
        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
    }

    [Test]
    public async Task The_lock_alone_serves_where_the_data_is_gone()
    {
        var code = await File.ReadAllTextAsync(GeneratedFile);
        Directory.Delete(At(folder), recursive: true);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await BuildGreenAsync("-p:ContinuousIntegrationBuild=true");

        Assert.That(build.Messages, Has.Some.Contain($"no data here ('{folder}'); the constants come from the lock"));
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Is.EqualTo(code));
        Assert.That((await BuildGreenAsync("-p:ContinuousIntegrationBuild=true")).WorkersStarted, Is.Zero);
    }

    protected abstract void MakeData();

    /// <summary>Asserts that a change is an error in locked mode, at the lock, and that nothing is written.</summary>
    protected async Task AssertDriftAsync(Action drift, string code, params string[] explanations)
    {
        drift();
        var (lockBefore, codeBefore) = (await File.ReadAllBytesAsync(LockFile), await File.ReadAllBytesAsync(GeneratedFile));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo([code]), build.Output);
        foreach (var explanation in explanations)
        {
            Assert.That(build.Errors[0].Text, Does.Contain(explanation));
        }

        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber), Is.EqualTo((LockFile, code == "DS0203" ? 0 : 4)));
        Assert.That(await File.ReadAllBytesAsync(LockFile), Is.EqualTo(lockBefore));
        Assert.That(await File.ReadAllBytesAsync(GeneratedFile), Is.EqualTo(codeBefore));
    }
}
