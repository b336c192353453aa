using System.Text;

namespace Datastamp.MSBuild.Tests;

/// <summary>Packs one commit in two folders, as CI does.</summary>
public class ReproduciblePackTests
{
    private const string Origin = "https://raw.githubusercontent.com/someone/something";

    private static readonly string[] names =
        ["Datastamp.Core", "Datastamp.Engine", "Datastamp.MSBuild", "Datastamp.Tool", "Datastamp.Tool.linux-x64", "Datastamp.Torch"];

    private readonly List<RepositoryCopy> copies = [];

    [OneTimeSetUp]
    public async Task PackTwice()
    {
        for (var i = 0; i < 2; i++)
        {
            copies.Add(await RepositoryCopy.MakeAsync());
            await copies[i].PackAsync();
        }
    }

    [OneTimeTearDown]
    public void Delete() => copies.ForEach(copy => copy.Dispose());

    [Test]
    [Platform("Linux")]
    public void These_are_all_packages() =>
        Assert.That(Directory.GetFiles(copies[0].Packed).Select(Path.GetFileName), Is.EquivalentTo(names.Select(name => $"{name}.{Feed.Version}.nupkg")));

    [TestCaseSource(nameof(names))]
    public void Both_hold_the_same_files_byte_for_byte(string name)
    {
        using var one = Package(0, name);
        using var other = Package(1, name);

        Assert.That(other.Names, Is.EqualTo(one.Names));
        Assert.That(one.Names.Where(entry => !one.Read(entry).AsSpan().SequenceEqual(other.Read(entry))), Is.Empty);
        Assert.That(File.ReadAllBytes(PathOf(1, name)).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf(0, name))), Is.True, "the archives differ beside their files");
    }

    [TestCaseSource(nameof(names))]
    public void No_assembly_knows_a_path_of_the_machine_and_each_knows_its_sources(string name)
    {
        using var package = Package(0, name);
        var commit = copies[0].Commit;
        Assert.Multiple(() =>
        {
            foreach (var entry in package.OwnAssemblies)
            {
                var assembly = package.Read(entry);
                var symbols = Symbols.Of(assembly);

                Assert.That(symbols.Path, Is.EqualTo(Path.GetFileNameWithoutExtension(entry) + ".pdb"));
                Assert.That(symbols.Documents, Has.All.StartWith("/_/"), entry);
                Assert.That(symbols.SourceLink, Is.EqualTo($$$"""{"documents":{"/_/*":"{{{Origin}}}/{{{commit}}}/*"}}"""), entry);
                Assert.That(Encoding.Latin1.GetString(assembly), Does.Not.Contain(copies[0].Root), entry);
            }
        });

        var repository = package.Nuspec["repository"].Single();
        Assert.That(repository.Attribute("url")!.Value, Is.EqualTo("https://github.com/someone/something.git"));
        Assert.That(repository.Attribute("commit")!.Value, Is.EqualTo(commit));
    }

    private Nupkg Package(int copy, string name) => new(PathOf(copy, name));

    private string PathOf(int copy, string name) => Path.Combine(copies[copy].Packed, $"{name}.{Feed.Version}.nupkg");
}
