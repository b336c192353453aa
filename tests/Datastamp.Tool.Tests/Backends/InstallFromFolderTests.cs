using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Backends;

/// <summary>What is here already: a folder, or what a Python has. The libraries are those of the package.</summary>
public class InstallFromFolderTests : BackendFolder
{
    private string libtorch = string.Empty;
    private string lib = string.Empty;

    [SetUp]
    public async Task MakeLibtorch()
    {
        libtorch = Path.Combine(Root, "libtorch");
        lib = Path.Combine(libtorch, "lib");
        await LinkAsync(await PackageFolderAsync(), lib);
    }

    [Test]
    public async Task Of_a_folder_that_says_nothing_the_library_tells_the_version()
    {
        await File.WriteAllTextAsync(Path.Combine(lib, "libtorch_python.so"), "not needed");
        await File.WriteAllTextAsync(Path.Combine(lib, "README.txt"), "no library");

        var result = await GpuAsync("install", "--cpu", "--from", libtorch);

        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(Directory.GetFiles(Installed).Select(Path.GetFileName), Is.EquivalentTo([.. Libraries, "backend.json"]));
        Assert.That((string?)(await StatusAsync())["backends"]![0]!["source"], Is.EqualTo(libtorch));
    }

    [Test]
    public async Task Another_version_is_refused_and_installed_by_a_flag_where_it_computes_right()
    {
        await File.WriteAllTextAsync(Path.Combine(libtorch, "build-version"), "2.9.1+cpu\n");

        var refused = await GpuAsync("install", "--cpu", "--from", libtorch);
        Assert.That((refused.ExitCode, refused.StandardError), Is.EqualTo((3, $"{libtorch}: error DS0503: libtorch is of version 2.9.1; TorchSharp here is built for 2.10.0. Install 2.10.0, or try this one all the same with 'datastamp gpu install --any-version', which tests what it computes.\n")));
        Assert.That(Directory.GetFileSystemEntries(Backends), Is.Empty);

        var allowed = await GpuAsync("install", "--cpu", "--from", libtorch, "--any-version");
        Assert.That(allowed.ExitCode, Is.Zero, allowed.StandardError);
        var status = (await StatusAsync())["backends"]!.Single();
        Assert.That(((string?)status["version"], (bool)status["anyVersion"]!, (string?)status["problem"]), Is.EqualTo(("2.9.1", true, (string?)null)));
    }

    [Test]
    public async Task A_library_that_does_not_load_is_not_installed()
    {
        await File.WriteAllTextAsync(Path.Combine(libtorch, "build-version"), "2.10.0");
        File.Delete(Path.Combine(lib, "libtorch_cpu.so"));
        await File.WriteAllTextAsync(Path.Combine(lib, "libtorch_cpu.so"), "no library");

        var result = await GpuAsync("install", "--cpu", "--from", libtorch);

        Assert.That((result.ExitCode, Directory.GetDirectories(Backends).Length), Is.EqualTo((3, 0)));
        Assert.That(result.StandardError, Does.Contain("error DS0509: libtorch does not load: ").And.Contain("libtorch_cpu.so"));
    }

    [Test]
    [Category("Compiler")]
    public async Task A_library_that_ends_the_process_is_not_installed()
    {
        await File.WriteAllTextAsync(Path.Combine(libtorch, "build-version"), "2.10.0");
        await File.WriteAllTextAsync(Path.Combine(Root, "c10.c"), "#include <stdlib.h>\n__attribute__((constructor)) static void end(void) { abort(); }\n");
        File.Delete(Path.Combine(lib, "libc10.so"));
        try
        {
            await CliWrap.Cli.Wrap("gcc").WithArguments(["-shared", "-fPIC", "-o", Path.Combine(lib, "libc10.so"), Path.Combine(Root, "c10.c")]).ExecuteAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("No C compiler here.");
        }

        var result = await GpuAsync("install", "--cpu", "--from", libtorch);

        Assert.That((result.ExitCode, Directory.GetDirectories(Backends).Length), Is.EqualTo((3, 0)));
        Assert.That(result.StandardError, Does.Contain("error DS0510: libtorch was tested and failed: the process ended with 134"));
    }

    [Test]
    public async Task A_link_out_of_the_folder_is_refused()
    {
        File.Delete(Path.Combine(lib, "libc10.so"));
        File.CreateSymbolicLink(Path.Combine(lib, "libc10.so"), Path.Combine(await PackageFolderAsync(), "libc10.so"));

        var result = await GpuAsync("install", "--cpu", "--from", libtorch);

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((3, $"{lib}/libc10.so: error DS0506: libtorch cannot be taken from here: it is a link out of its folder. Name a folder that has libtorch's shared libraries, or a Python interpreter that has torch.\n")));
    }

    [TestCase("libc10.so", "--cpu", "there is no libc10.so in it")]
    [TestCase("libtorch_cpu.so", "--cpu", "there is no libtorch_cpu.so in it")]
    [TestCase("none", "--any-version", "it is for the processor alone, having no libtorch_cuda.so")]
    public async Task A_folder_without_all_of_libtorch_is_refused(string missing, string option, string reason)
    {
        File.Delete(Path.Combine(lib, missing));

        var result = await GpuAsync("install", option, "--from", libtorch);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardError, Does.Contain("error DS0506").And.Contain(reason));
    }

    [Test]
    [Category("Python")]
    public async Task A_Python_s_torch_is_taken_where_its_version_fits()
    {
        Programs.Require("python3", "python3");
        var torch = Path.Combine(Root, "site/torch");
        await LinkAsync(lib, Path.Combine(torch, "lib"));
        await File.WriteAllTextAsync(Path.Combine(torch, "__init__.py"), "raise RuntimeError('nothing of it is run')");
        await File.WriteAllTextAsync(Path.Combine(torch, "version.py"), "from typing import Optional\n\n__all__ = ['__version__', 'debug']\n__version__ = '1.13.1'\n");
        var site = Path.Combine(Root, "site");

        var other = await GpuWithAsync("PYTHONPATH", site, "install", "--cpu", "--from", "python3");
        Assert.That(other.ExitCode, Is.EqualTo(3));
        Assert.That(other.StandardError, Does.Contain("error DS0503: libtorch is of version 1.13.1"));

        await File.WriteAllTextAsync(Path.Combine(torch, "version.py"), "__version__ = '2.10.0+cpu'\n");
        var result = await GpuWithAsync("PYTHONPATH", site, "install", "--cpu", "--from", "python3");
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That((string?)(await StatusAsync())["backends"]![0]!["source"], Is.EqualTo($"torch of python3, {torch}"));
    }

    [Test]
    public async Task A_Python_that_is_not_there_is_told_of()
    {
        var result = await GpuAsync("install", "--cpu", "--from", "python-that-is-not-here");

        Assert.That(result.StandardError, Does.Contain("python-that-is-not-here: error DS0506").And.Contain("it cannot be asked"));
    }

    [Test]
    [Category("Python")]
    public async Task A_Python_without_torch_is_told_of()
    {
        Programs.Require("python3", "python3");
        var result = await GpuWithAsync("PYTHONNOUSERSITE", "1", "install", "--cpu", "--from", "python3");
        if (result.StandardError.Contains("DS0503", StringComparison.Ordinal) || result.ExitCode == 0)
        {
            Assert.Ignore("This Python has torch.");
        }

        Assert.That(result.StandardError, Does.Contain("python3: error DS0506").And.Contain("it has no module torch"));
    }
}
