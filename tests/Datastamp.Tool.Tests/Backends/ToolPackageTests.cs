using System.IO.Compression;
using System.Reflection;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Backends;

/// <summary>What the tool costs those who have no GPU: nothing of libtorch, little of TorchSharp, and no time.</summary>
public class ToolPackageTests : BackendFolder
{
    private const int MostAddedBytes = 6_000_000;

    private static string Feed => typeof(InstalledTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FeedPath").Value!;

    [Test]
    public void It_has_TorchSharp_and_nothing_of_libtorch_or_of_what_TorchSharp_has_beside_it()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(Feed, "Datastamp.Tool.linux-x64.*.nupkg").Single());
        var natives = package.Entries.Where(entry => entry.Name.Contains(".so", StringComparison.Ordinal) || entry.Name.EndsWith(".dylib", StringComparison.Ordinal)).Select(entry => entry.Name);
        var added = package.Entries.Where(entry => entry.Name is "TorchSharp.dll" or "libLibTorchSharp.so" or "Datastamp.Torch.dll").ToArray();

        Assert.That(natives, Is.EquivalentTo(["libLibTorchSharp.so", "libOpenCvSharpExtern.so", "libe_sqlite3.so"]));
        Assert.That(package.Entries.Select(entry => entry.Name), Has.None.Contains("Skia").And.None.Contains("Protobuf").And.None.Contains("SharpZip"));
        Assert.That((added.Length, added.Sum(entry => entry.CompressedLength) < MostAddedBytes), Is.EqualTo((3, true)));
    }

    [Test]
    public async Task Measuring_on_the_processor_opens_none_of_it()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
        }

        await Cli.Wrap("cp").WithArguments(["--recursive", Path.Combine(AppContext.BaseDirectory, "runtimes"), Root]).ExecuteAsync();
        string[] unread = ["TorchSharp.dll", "Datastamp.Torch.dll", "runtimes/linux-x64/native/libLibTorchSharp.so"];
        foreach (var file in unread)
        {
            await File.WriteAllTextAsync(Path.Combine(Root, file), "whoever reads this fails");
        }

        foreach (var arguments in new string[][] { ["--help"], ["gpu", "--help"], ["images", Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes")] })
        {
            var result = await Cli.Wrap("dotnet").WithArguments(["exec", Path.Combine(Root, "datastamp.dll"), .. arguments]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8);
            Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        }

        var status = await Cli.Wrap("dotnet").WithArguments(["exec", Path.Combine(Root, "datastamp.dll"), "gpu", "status"]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(status.ExitCode, Is.Not.Zero, "the files are where the tool would read them");
    }

    [Test]
    public async Task The_installed_tool_installs_and_tests_libtorch()
    {
        Environment.SetEnvironmentVariable("DATASTAMP_BACKENDS", Backends);
        try
        {
            var result = await InstalledTool.RunAsync("gpu", "install", "--cpu", "--from", await PackageFolderAsync());

            Assert.That(result.ExitCode, Is.Zero, result.StandardError);
            Assert.That(result.StandardError, Does.Contain("Tested: it computes what it should."));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DATASTAMP_BACKENDS", null);
        }
    }
}
