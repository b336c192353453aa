using System.Buffers.Binary;
using System.Text;

namespace Datastamp.MSBuild.Tests;

public class PackageTests
{
    private Nupkg package = null!;

    [OneTimeSetUp]
    public void Open() => package = new(Feed.PackageFile);

    [OneTimeTearDown]
    public void Close() => package.Dispose();

    [Test]
    public void It_holds_these_files_and_no_other() =>
        Assert.That(package.Names, Is.EqualTo(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "package-entries.txt"))));

    [Test]
    public void It_is_a_development_dependency_and_depends_on_nothing()
    {
        Assert.That(package.Nuspec["developmentDependency"].Single().Value, Is.EqualTo("true"));
        Assert.That(package.Nuspec.Contains("dependencies") || package.Nuspec.Contains("frameworkReferences"), Is.False);
    }

    [Test]
    public void It_says_who_may_use_it_and_what_it_is()
    {
        var nuspec = package.Nuspec;
        var license = nuspec["license"].Single();

        Assert.That((license.Attribute("type")!.Value, license.Value), Is.EqualTo(("expression", "MIT")));
        Assert.That(nuspec["id"].Single().Value, Is.EqualTo("Datastamp.MSBuild"));
        Assert.That(nuspec["readme"].Single().Value, Is.EqualTo("README.md"));
        Assert.That(nuspec["icon"].Single().Value, Is.EqualTo("icon.png"));
        Assert.That(nuspec["description"].Single().Value, Does.StartWith("Stamps what is true of a dataset into the build"));
        Assert.That(Encoding.UTF8.GetString(package.Read("README.md")), Does.StartWith("# Datastamp.MSBuild\n"));
    }

    // PNG, third edition, 5.2 and 11.2.1: the signature, then the header's length and name, width and height.
    [Test]
    public void The_icon_is_a_small_PNG_of_128_by_128()
    {
        var icon = package.Read("icon.png");

        Assert.That(icon[..8], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), Is.EqualTo(128));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)), Is.EqualTo(128));
        Assert.That(icon, Has.Length.LessThan(16_000));
    }

    [Test]
    public void Its_own_assemblies_carry_their_symbols()
    {
        Assert.That(package.OwnAssemblies, Is.EqualTo(["tasks/Datastamp.MSBuild.dll", "worker/Datastamp.Core.dll", "worker/Datastamp.Engine.dll", "worker/Datastamp.Torch.dll", "worker/datastamp.dll"]));
        foreach (var name in package.OwnAssemblies)
        {
            Assert.That(Symbols.Of(package.Read(name)).Documents, Is.Not.Empty, name);
        }
    }
}
