using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Tests.Definitions;

public class ProjectTextTests : TemporaryFolder
{
    private string Project => At("App.csproj");

    [SetUp]
    public void WriteProject()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <DatastampClassName>1 2</DatastampClassName>
              </PropertyGroup>
              <ItemGroup>
                <ImageDataset Include="data\train" Name="Train" Color="RBG" />
                <ImageDataset Include="data\train" Name="Gray"
                              Resize="x">
                  <Color>Grey</Color>
                </ImageDataset>
                <ImageDataset Include="$(Elsewhere)" />
                <ImageDataset Include="a%3Bb" />
                <ImageDataset Remove="data\old" />
              </ItemGroup>
            </Project>
            """);
    }

    [TestCase("data/train", "Train", "Color", 6, 53)]
    [TestCase("data/train", "Train", "Include", 6, 19)]
    [TestCase("data/train", "Train", "Orientation", 6, 6)]
    [TestCase("data/train", "Gray", "Resize", 8, 19)]
    [TestCase("data/train", "Gray", "Color", 9, 8)]
    [TestCase("a;b", null, null, 12, 6)]
    [TestCase("by/a/property", null, null, 0, 0)]
    [TestCase("data/old", null, null, 0, 0)]
    public void A_metadata_value_is_found(string include, string? name, string? metadata, int line, int column) => Assert.That(
        new ItemOrigin(Project, "ImageDataset", include, name).Locate(metadata),
        Is.EqualTo(new Location(Project, line, column)));

    [Test]
    public void A_property_is_found() =>
        Assert.That(new ProjectText(Project).Property("DatastampClassName"), Is.EqualTo(new Location(Project, 3, 6)));

    [TestCase("<Project>")]
    [TestCase("<!DOCTYPE p [<!ENTITY e SYSTEM '/etc/hostname'>]><Project>&e;</Project>")]
    public void What_cannot_be_read_has_no_lines(string text)
    {
        File.WriteAllText(Project, text);

        Assert.That(new ProjectText(Project).Property("DatastampClassName"), Is.EqualTo(new Location(Project)));
        Assert.That(new ProjectText(At("gone.csproj")).Property("DatastampClassName"), Is.EqualTo(new Location(At("gone.csproj"))));
    }
}
