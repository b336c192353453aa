using Datastamp.Diagnostics;
using Datastamp.Torch.Native;
using TorchSharp;

namespace Datastamp.Torch.Tests.Native;

/// <summary>In a program that has libtorch beside it, as this one; the tests of the tool load installed ones.</summary>
[NonParallelizable]
public class TorchBackendTests
{
    private string root = string.Empty;

    [SetUp]
    public void MakeFolder()
    {
        root = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        Environment.SetEnvironmentVariable(TorchBackend.RootVariable, root);
    }

    [TearDown]
    public void DeleteFolder()
    {
        Environment.SetEnvironmentVariable(TorchBackend.RootVariable, null);
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public void It_is_built_for_the_version_that_TorchSharp_names() => Assert.That(torch.__version__, Is.EqualTo($"{TorchBackend.BuiltFor}.0"));

    [Test]
    public void Without_a_backend_the_user_is_told_to_install_one() =>
        Assert.That(() => TorchBackend.Load(BackendKind.Cpu), Fails($"{root}: error DS0501: libtorch for cpu is not installed. Run 'datastamp gpu install --cpu', or measure on the processor."));

    [Test]
    public void Without_a_driver_CUDA_is_refused()
    {
        if (TorchBackend.HasDriver())
        {
            Assert.Ignore("There is a driver.");
        }

        Assert.That(() => TorchBackend.Load(BackendKind.Cuda), Fails("datastamp: error DS0508: There is no NVIDIA GPU to use: its driver's library is not on this machine. Install NVIDIA's driver; start a container with the driver's libraries (--gpus all); or measure on the processor."));
    }

    [Test]
    public void Beside_the_program_s_own_libtorch_no_other_is_loaded()
    {
        Install("cpu-2.10.0", new(BackendKind.Cpu, "2.10.0", AnyVersion: false, "nowhere", []));

        Assert.That(() => TorchBackend.Load(BackendKind.Cpu), Throws.InstanceOf<DiagnosticException>().With.Message.Contains("libtorch_cpu.so: error DS0511"));
    }

    [Test]
    public void Of_several_the_one_that_TorchSharp_is_built_for_is_taken_and_damaged_ones_matter_only_where_there_is_no_other()
    {
        BackendFile[] missing = [new("libc10.so", 1, "00")];
        Install("cpu-2.9.1", new(BackendKind.Cpu, "2.9.1", AnyVersion: true, "nowhere", []));
        Install("cpu-2.11.0", new(BackendKind.Cpu, "2.11.0", AnyVersion: false, "nowhere", []));
        Install("cuda-2.10.0", new(BackendKind.Cuda, "2.10.0", AnyVersion: false, "nowhere", missing));
        Directory.CreateDirectory(Path.Combine(root, "cpu-2.10.0"));

        Assert.That(() => TorchBackend.Load(BackendKind.Cpu), Fails($"{root}/cuda-2.10.0: error DS0502: The installed libtorch is damaged: libc10.so is missing. Run 'datastamp gpu install' again, which replaces it."));

        Directory.Delete(Path.Combine(root, "cuda-2.10.0"), recursive: true);
        Directory.Delete(Path.Combine(root, "cpu-2.9.1"), recursive: true);
        Assert.That(() => TorchBackend.Load(BackendKind.Cpu), Throws.InstanceOf<DiagnosticException>().With.Message.StartsWith($"{root}/cpu-2.11.0: error DS0503: libtorch is of version 2.11.0"));

        Directory.Delete(Path.Combine(root, "cpu-2.11.0"), recursive: true);
        Assert.That(() => TorchBackend.Load(BackendKind.Cpu), Throws.InstanceOf<DiagnosticException>().With.Message.StartsWith($"{root}/cpu-2.10.0: error DS0502: The installed libtorch is damaged: it has no backend.json"));
    }

    [TestCase("libtorch_cpu.so", true)]
    [TestCase("libcudart.so.12", true)]
    [TestCase("libgomp-98b21ff3.so.1", true)]
    [TestCase("libtorch_python.so", false)]
    [TestCase("libLibTorchSharp.so", false)]
    [TestCase("libtorch.so.sha", false)]
    [TestCase("notes.so.txt~", false)]
    [TestCase("build-version", false)]
    [Platform("Linux")]
    public void Only_libraries_that_computing_needs_are_installed(string file, bool isNeeded) => Assert.That(LibtorchFiles.IsNeeded(file), Is.EqualTo(isNeeded));

    private static NUnit.Framework.Constraints.EqualStringConstraint Fails(string message) => Throws.InstanceOf<DiagnosticException>().With.Message.EqualTo(message);

    private void Install(string name, BackendManifest manifest)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, BackendManifest.FileName), manifest.ToJson().ToString());
    }
}
