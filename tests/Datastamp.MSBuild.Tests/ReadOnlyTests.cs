using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.MSBuild.Tests;

[UnsupportedOSPlatform("windows")]
public class ReadOnlyTests : NestedBuild
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_read_only_tree_builds_elsewhere_from_the_lock_and_says_what_it_cannot_write(bool hasLock)
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""");
        Assert.That((await BuildAsync("-t:Restore;DatastampStamp")).Succeeded, Is.True);
        if (!hasLock)
        {
            File.Delete(LockFile);
        }

        var build = await AsNobodyAsync("dotnet", "build", "--no-restore", "-nodeReuse:false", "-t:DatastampStamp", $"-p:IntermediateOutputPath={At("../out")}/");

        Assert.That(build.ExitCode, hasLock ? Is.Zero : Is.Not.Zero, build.StandardOutput);
        Assert.That(File.Exists(At("../out/App.Datasets.g.cs")), Is.EqualTo(hasLock));
        Assert.That(build.StandardOutput, hasLock ? Does.Not.Contain("DS0302") : Does.Contain($"{LockFile} : error DS0302: Cannot be written"));
        Assert.That(Directory.GetFiles(Root, "datastamp.lock.json*"), Has.Length.EqualTo(hasLock ? 1 : 0));
    }

    /// <summary>Root may write anywhere: then the build is another user's, who may write only to a folder beside the project.</summary>
    private async Task<BufferedCommandResult> AsNobodyAsync(params string[] command)
    {
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        const UnixFileMode writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        foreach (var folder in new[] { "../out", "../home", "../cache" })
        {
            Directory.CreateDirectory(At(folder));
            File.SetUnixFileMode(At(folder), readable | writable);
        }

        foreach (var guard in Directory.GetFileSystemEntries(At("../cache"), "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(guard, readable | writable);
        }

        File.SetUnixFileMode(Path.GetDirectoryName(Root)!, readable);
        File.SetUnixFileMode(Feed.Packages, readable);
        File.SetUnixFileMode(Root, readable);
        try
        {
            string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. command] : command;
            return await Cli.Wrap(user[0])
                .WithArguments(user[1..])
                .WithWorkingDirectory(Root)
                .WithEnvironmentVariables(environment =>
                {
                    SetEnvironment(environment);
                    environment.Set("HOME", At("../home")).Set("DOTNET_CLI_HOME", At("../home")).Set("TMPDIR", At("../home"));
                })
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync();
        }
        finally
        {
            File.SetUnixFileMode(Root, readable | writable);
            File.SetUnixFileMode(Path.GetDirectoryName(Root)!, readable | writable);
        }
    }
}
