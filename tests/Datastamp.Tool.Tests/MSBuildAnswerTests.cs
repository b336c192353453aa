using Datastamp.Tool.Projects;

namespace Datastamp.Tool.Tests;

public class MSBuildAnswerTests
{
    [Test]
    public void What_looks_like_a_time_is_text_like_any_other()
    {
        var answer = MSBuildAnswer.Parse("""
            { "Properties": { "RootNamespace": "2024-01-02T03:04:05Z" }, "Items": { "ImageDataset": [ { "Identity": "2024-01-02T03:04:05", "Name": "2024-01-02T03:04:05+01:00" } ] } }
            """);

        var item = answer.Items("ImageDataset").Single();

        Assert.That((answer.Property("RootNamespace"), item.Include, item.Metadata["Name"]), Is.EqualTo(("2024-01-02T03:04:05Z", "2024-01-02T03:04:05", "2024-01-02T03:04:05+01:00")));
    }
}
