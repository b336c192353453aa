using System.Security.Cryptography;
using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Tool.Backends;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Tests.Backends;

/// <summary>Restored packages with a library in pieces, as those of CUDA are.</summary>
public class PackageFilesTests : BackendFolder
{
    private static readonly string whole = Convert.ToHexStringLower(SHA256.HashData("one two three"u8));

    private BackendPackage package = null!;

    [SetUp]
    public void MakePackages()
    {
        package = BackendPackage.For(BackendKind.Cuda, "2.10.0");
        Write("libtorch-cuda-12.8-linux-x64-part1/2.10.0/runtimes/linux-x64/native/libc10.so", "c10");
        Write("libtorch-cuda-12.8-linux-x64-part1/2.10.0/runtimes/linux-x64/native/libtorch.so", "torch");
        Write("libtorch-cuda-12.8-linux-x64-part1/2.10.0/runtimes/linux-x64/native/libtorch_cpu.so", "cpu");
        Write("libtorch-cuda-12.8-linux-x64-part3-primary/2.10.0/runtimes/linux-x64/native/libtorch_cuda.so", "one");
        Write("libtorch-cuda-12.8-linux-x64-part3-primary/2.10.0/runtimes/linux-x64/native/libtorch_cuda.so.sha", whole);
        Write("libtorch-cuda-12.8-linux-x64-part3-fragment1/2.10.0/fragments/linux-x64/native/libtorch_cuda.so.fragment1", " two");
        Write("libtorch-cuda-12.8-linux-x64-part3-fragment2/2.10.0/fragments/linux-x64/native/libtorch_cuda.so.fragment2", " three");
        Write("torchsharp/0.107.0/runtimes/linux-x64/native/libLibTorchSharp.so", "in the tool already");
        File.WriteAllText(Path.Combine(Root, "project.assets.json"), $$"""
            {
              "packageFolders": { "{{Root}}/elsewhere/": {}, "{{Root}}/packages/": {} },
              "libraries": {
                {{string.Join(",\n", Directory.GetDirectories(Path.Combine(Root, "packages")).Select(Path.GetFileName).Select(id => $$"""
                    "{{id}}/2.10.0": { "path": "{{id}}/{{(id == "torchsharp" ? "0.107.0" : "2.10.0")}}" }
                    """))}}
              }
            }
            """);
    }

    [Test]
    public async Task Pieces_are_joined_while_they_are_copied()
    {
        var source = PackageFiles.Read(Path.Combine(Root, "project.assets.json"), package);

        Assert.That(source.Files.Select(file => (file.Name, file.Parts.Count)), Is.EqualTo([("libc10.so", 1), ("libtorch.so", 1), ("libtorch_cpu.so", 1), ("libtorch_cuda.so", 3)]));
        Assert.That((source.Kind, source.Length), Is.EqualTo((BackendKind.Cuda, 24L)));

        var copied = await StageAsync(source.Files[^1]);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Root, "files/libtorch_cuda.so")), Is.EqualTo("one two three"));
        Assert.That((copied.Length, copied.Sha256), Is.EqualTo((13, whole)));
    }

    [Test]
    public async Task What_a_build_has_joined_in_the_cache_is_whole()
    {
        Directory.Delete(Path.Combine(Root, "packages/libtorch-cuda-12.8-linux-x64-part3-fragment1/2.10.0/fragments"), recursive: true);
        Directory.Delete(Path.Combine(Root, "packages/libtorch-cuda-12.8-linux-x64-part3-fragment2/2.10.0/fragments"), recursive: true);
        Write("libtorch-cuda-12.8-linux-x64-part3-primary/2.10.0/runtimes/linux-x64/native/libtorch_cuda.so", "one two three");

        Assert.That((await StageAsync(PackageFiles.Read(Path.Combine(Root, "project.assets.json"), package).Files[^1])).Sha256, Is.EqualTo(whole));
    }

    [Test]
    public void A_missing_piece_is_found_by_the_hash_of_the_whole()
    {
        File.Delete(Path.Combine(Root, "packages/libtorch-cuda-12.8-linux-x64-part3-fragment2/2.10.0/fragments/linux-x64/native/libtorch_cuda.so.fragment2"));
        var source = PackageFiles.Read(Path.Combine(Root, "project.assets.json"), package);

        Assert.That(() => StageAsync(source.Files[^1]), Throws.InstanceOf<InvalidDataException>());
        Assert.That(File.Exists(Path.Combine(Root, "files/libtorch_cuda.so")), Is.False);
    }

    [Test]
    public void Packages_without_libtorch_are_refused()
    {
        Directory.Delete(Path.Combine(Root, "packages/libtorch-cuda-12.8-linux-x64-part1/2.10.0/runtimes"), recursive: true);

        Assert.That(
            () => PackageFiles.Read(Path.Combine(Root, "project.assets.json"), package),
            Throws.InstanceOf<DiagnosticException>().With.Message.Contains("DS0504").And.Message.Contains("it has no libc10.so"));
    }

    private async Task<BackendFile> StageAsync(SourceFile file)
    {
        var staged = new StagedFiles(Path.Combine(Root, "files"), Path.Combine(Root, "journal"));
        staged.Open("here");
        return await staged.AddAsync(file, _ => { }, CancellationToken.None);
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(Root, "packages", path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, Encoding.UTF8.GetBytes(content));
    }
}
