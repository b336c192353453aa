using System.Text;

namespace Datastamp.MSBuild.Tests;

/// <summary>Packs one commit in two folders, as CI does.</summary>
public class ReproduciblePackTests
{
    private readonly List<RepositoryCopy> copies = [];
    private readonly List<Nupkg> packages = [];
    private readonly List<byte[]> files = [];

    [OneTimeSetUp]
    public async Task PackTwice()
    {
        for (var i = 0; i < 2; i++)
        {
            copies.Add(await RepositoryCopy.MakeAsync());
            var file = await copies[i].PackAsync();
            packages.Add(new(file));
            files.Add(await File.ReadAllBytesAsync(file));
        }
    }

    [OneTimeTearDown]
    public void Delete()
    {
        packages.ForEach(package => package.Dispose());
        copies.ForEach(copy => copy.Dispose());
    }

    [Test]
    public void Both_are_equal_byte_for_byte() => Assert.That(files[1].AsSpan().SequenceEqual(files[0]), Is.True, "the files within tell more: see the next test");

    [Test]
    public void Both_hold_the_same_files_byte_for_byte()
    {
        Assert.That(packages[1].Names, Is.EqualTo(packages[0].Names));
        Assert.That(packages[0].Names.Where(name => !packages[0].Read(name).AsSpan().SequenceEqual(packages[1].Read(name))), Is.Empty);
    }

    [Test]
    public void No_assembly_knows_a_path_of_the_machine()
    {
        foreach (var name in packages[0].OwnAssemblies)
        {
            var assembly = packages[0].Read(name);
            var symbols = Symbols.Of(assembly);

            Assert.That(symbols.Path, Is.EqualTo(Path.GetFileNameWithoutExtension(name) + ".pdb"));
            Assert.That(symbols.Documents, Has.All.StartWith("/_/"), name);
            Assert.That(Encoding.Latin1.GetString(assembly), Does.Not.Contain(copies[0].Root), name);
        }
    }

    [Test]
    public void The_sources_are_found_where_the_remote_is()
    {
        var commit = copies[0].Commit;

        foreach (var name in packages[0].OwnAssemblies)
        {
            Assert.That(
                Symbols.Of(packages[0].Read(name)).SourceLink,
                Is.EqualTo($$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/someone/something/{{{commit}}}/*"}}"""),
                name);
        }

        var repository = packages[0].Nuspec["repository"].Single();
        Assert.That(repository.Attribute("url")!.Value, Is.EqualTo("https://github.com/someone/something.git"));
        Assert.That(repository.Attribute("commit")!.Value, Is.EqualTo(commit));
    }
}
