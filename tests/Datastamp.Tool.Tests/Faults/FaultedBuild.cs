using System.Runtime.Versioning;
using Datastamp.MSBuild.Protocol;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>What a build asks of its worker, and what MSBuild tells commands, about one project.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FaultedBuild(FaultedProject project)
{
    public StampRequest Request() => new()
    {
        Worker = Path.Combine(AppContext.BaseDirectory, "datastamp.dll"),
        Project = project.At("App.csproj"),
        Language = "C#",
        LockFile = project.LockFile,
        CodeFile = project.At("out/Datasets.g.cs"),
        RootNamespace = "App",
        ClassName = "Datasets",
        HasFileLists = true,
        ArtifactsPath = project.At("out/artifacts"),
        Artifacts = "json;torchvision",
        Images = [new DatasetRequest { Include = "images", DefinedIn = project.At("App.csproj"), Metadata = { ["Name"] = "Train", ["OnBadFile"] = "Skip" } }],
    };

    /// <summary>What MSBuild would say of the project: reading projects is none of what is tested here, and takes most of the time of a command.</summary>
    public void WriteAnswer()
    {
        var request = Request();
        File.WriteAllText(project.At("msbuild.json"), new JObject(
            new JProperty("Properties", new JObject(
                new JProperty("Language", request.Language), new JProperty("RootNamespace", "App"), new JProperty("DatastampClassName", "Datasets"), new JProperty("DatastampFileList", "true"),
                new JProperty("DatastampLockFile", request.LockFile), new JProperty("_DatastampCodeFile", request.CodeFile), new JProperty("DatastampCachePath", project.Cache),
                new JProperty("BaseIntermediateOutputPath", "obj/"), new JProperty("BaseOutputPath", "bin/"))),
            new JProperty("Items", new JObject(
                new JProperty("ImageDataset", new JArray(new JObject(
                    new JProperty("Identity", "images"), new JProperty("DefiningProjectFullPath", request.Project), new JProperty("Name", "Train"), new JProperty("OnBadFile", "Skip")))),
                new JProperty("VideoDataset", new JArray())))).ToString());
        File.WriteAllText(project.At("msbuild"), "#!/bin/sh\nexec cat \"$0.json\"\n");
        File.SetUnixFileMode(project.At("msbuild"), (UnixFileMode)0b111_101_101);
        File.WriteAllText(request.Project, "<Project>\n  <ItemGroup>\n    <ImageDataset Include=\"images\" Name=\"Train\" />\n  </ItemGroup>\n</Project>\n");
    }
}
