using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using Datastamp.Torch.NvJpeg;
using TorchSharp;

namespace Datastamp.Torch.Tests.NvJpeg;

public class NvJpegLibraryTests
{
    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_path_without_a_file_is_told_of() => Assert.That(
        () => NvJpegLibrary.Load(Path.Combine(folder, "libnvjpeg.so.13"), backend: null),
        Throws.InstanceOf<DiagnosticException>().With.Message.Matches("libnvjpeg.so.13: error DS0520: There is no nvJPEG .* here.*--device-decoder cpu"));

    [Test]
    public void A_folder_without_nvJPEG_is_told_of()
    {
        File.WriteAllBytes(Path.Combine(folder, "libnvjpeg2k.so.0"), []);
        Assert.That(() => NvJpegLibrary.Load(folder, backend: null), Throws.InstanceOf<DiagnosticException>().With.Message.Contains("DS0520"));
    }

    [Test]
    public void A_file_that_is_no_library_is_told_of()
    {
        File.WriteAllText(Path.Combine(folder, "libnvjpeg.so.12"), "no library");
        Assert.That(
            () => NvJpegLibrary.Load(folder, backend: null),
            Throws.InstanceOf<DiagnosticException>().With.Message.Matches("error DS0521: nvJPEG does not load: .*libnvjpeg.so.12: "));
    }

    [Test]
    public void Another_library_is_told_of()
    {
        // libtorch's own is the one shared object that surely lies beside these tests.
        var other = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libc10.so");
        other = File.Exists(other) ? other : Directory.EnumerateFiles(AppContext.BaseDirectory, "libc10.so", SearchOption.AllDirectories).First();
        Assert.That(
            () => NvJpegLibrary.Load(other, backend: null),
            Throws.InstanceOf<DiagnosticException>().With.Message.Matches("error DS0521: .*libc10.so: it is not nvJPEG 12.0 or newer: .*nvjpegGetProperty"));
    }

    [Test]
    public void Where_it_is_nowhere_the_usual_places_are_named()
    {
        if (NativeLibrary.TryLoad("libnvjpeg.so.12", out _) || NativeLibrary.TryLoad("libnvjpeg.so.13", out _) || Directory.Exists("/usr/local/cuda"))
        {
            Assert.Ignore("There is an nvJPEG here.");
        }

        Assert.That(
            () => NvJpegLibrary.Load(given: null, folder),
            Throws.InstanceOf<DiagnosticException>().With.Message.Contains("neither beside libtorch, nor where the system looks"));
    }

    [Test]
    public void Beside_libtorch_comes_first_then_what_the_system_knows()
    {
        // As Python's packages lie: torch/lib, nvidia/*/lib, and torchvision's own with a hash in its name.
        var torch = Directory.CreateDirectory(Path.Combine(folder, "torch", "lib")).FullName;
        string[] files = ["nvidia/nvjpeg/lib/libnvjpeg.so.12", "nvidia/cu13/lib/libnvjpeg.so.13", "torchvision.libs/libnvjpeg.0123abcd.so.13", "nvidia/nvjpeg/lib/libnvjpeg_static.a"];
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllBytes(Path.Combine(folder, file), []);
        }

        Assert.That(NvJpegLocations.Find(torch).Take(5), Is.EqualTo(new[]
        {
            Path.Combine(folder, files[0]), Path.Combine(folder, files[1]), Path.Combine(folder, files[2]), "libnvjpeg.so.13", "libnvjpeg.so.12",
        }));
    }

    [Test]
    public void Only_CUDA_devices_are_taken() => Assert.That(
        () => new NvJpegImageDevice(torch.CPU),
        Throws.ArgumentException.With.Message.Contains("and this is cpu"));

    [Test]
    public void Without_a_driver_the_device_says_so()
    {
        if (NativeLibrary.TryLoad("libcuda.so.1", out _))
        {
            Assert.Ignore("There is a driver here.");
        }

        using var device = new NvJpegImageDevice(new torch.Device(DeviceType.CUDA, 0), folder);
        Assert.That(() => device.Decoder, Throws.InstanceOf<DiagnosticException>().With.Message.Contains("DS0514"));
    }
}
