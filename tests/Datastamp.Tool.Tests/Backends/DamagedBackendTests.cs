using CliWrap.Buffered;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Backends;

public class DamagedBackendTests : BackendFolder
{
    private static readonly string shared = Directory.CreateTempSubdirectory("datastamp-backend-").FullName;

    [OneTimeSetUp]
    public async Task InstallOnce()
    {
        var result = await Tool(shared, shared, "install", "--cpu", "--from", await PackageFolderAsync()).ExecuteBufferedAsync();
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
    }

    [OneTimeTearDown]
    public void DeleteShared() => Directory.Delete(shared, recursive: true);

    [SetUp]
    public async Task LinkBackend()
    {
        await LinkAsync(Path.Combine(shared, "cpu-2.10.0"), Installed);
        File.Copy(Path.Combine(shared, "cpu-2.10.0/backend.json"), Path.Combine(Installed, "backend.json"));
    }

    [Test]
    public async Task A_truncated_file_is_found_by_its_length_and_mended_by_installing_again()
    {
        Replace("libtorch_cpu.so", new byte[1000]);

        var status = await GpuAsync("status");
        Assert.That(status.ExitCode, Is.EqualTo(3));
        Assert.That(status.StandardOutput, Does.Contain("error DS0502: The installed libtorch is damaged: libtorch_cpu.so has 1000 of 461211481 bytes. Run 'datastamp gpu install' again"));
        Assert.That(await ProbeAsync(), Is.EqualTo("DS0502"));

        var mended = await GpuAsync("install", "--cpu", "--from", await PackageFolderAsync());
        Assert.That((mended.ExitCode, (await GpuAsync("status")).ExitCode), Is.EqualTo((0, 0)), mended.StandardError);
        Assert.That(Directory.GetDirectories(Backends), Is.EqualTo([Installed]));
    }

    [Test]
    public async Task A_missing_file_is_told_of()
    {
        File.Delete(Path.Combine(Installed, "libgomp-98b21ff3.so.1"));

        Assert.That((string?)(await StatusAsync()).SelectToken("backends[0].problem.message"), Does.StartWith("The installed libtorch is damaged: libgomp-98b21ff3.so.1 is missing."));
        Assert.That(await ProbeAsync(), Is.EqualTo("DS0502"));
    }

    [Test]
    public async Task A_link_in_place_of_a_file_is_told_of()
    {
        File.Move(Path.Combine(Installed, "libc10.so"), Path.Combine(Root, "libc10.so"));
        File.CreateSymbolicLink(Path.Combine(Installed, "libc10.so"), Path.Combine(Root, "libc10.so"));

        Assert.That((string?)(await StatusAsync()).SelectToken("backends[0].problem.message"), Does.Contain("libc10.so is a link"));
    }

    [Test]
    public async Task A_changed_byte_is_found_by_reading_all()
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(Installed, "libtorch.so"));
        content[^1] ^= 1;
        Replace("libtorch.so", content);

        Assert.That((await GpuAsync("status")).ExitCode, Is.Zero);
        Assert.That((string?)(await StatusAsync("--verify")).SelectToken("backends[0].problem.message"), Does.Contain("libtorch.so holds something else than was installed"));
    }

    [TestCase("version", "2.9.1", "DS0503")]
    [TestCase("kind", "tpu", "DS0502")]
    [TestCase("format", 2, "DS0502")]
    [TestCase("files[0].name", "../libc10.so", "DS0502")]
    [TestCase("files[0].length", "many", "DS0502")]
    public async Task A_manifest_of_another_version_or_none_is_refused(string path, object value, string code)
    {
        var manifest = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(Installed, "backend.json")));
        manifest.SelectToken(path)!.Replace(JToken.FromObject(value));
        await File.WriteAllTextAsync(Path.Combine(Installed, "backend.json"), manifest.ToString());

        Assert.That((string?)(await StatusAsync()).SelectToken("backends[0].problem.code"), Is.EqualTo(code));
        Assert.That(await ProbeAsync(), Is.EqualTo(code));
    }

    [Test]
    public async Task A_folder_without_a_manifest_is_no_backend()
    {
        File.Delete(Path.Combine(Installed, "backend.json"));

        Assert.That((string?)(await StatusAsync()).SelectToken("backends[0].problem.message"), Does.Contain("it has no backend.json"));
    }

    [Test]
    public async Task What_was_installed_is_loaded_and_computes()
    {
        var probe = await GpuAsync("probe", Installed);

        Assert.That((probe.ExitCode, probe.StandardOutput, probe.StandardError), Is.EqualTo((0, "{\"devices\":0}\n", string.Empty)));
    }

    private async Task<string?> ProbeAsync() => (string?)JObject.Parse((await GpuAsync("probe", Installed)).StandardOutput)["code"];
}
