using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Datastamp.MSBuild.Tests;

public partial class CoresTests : NestedBuild
{
    [SetUp]
    public void MakeProjectThatAsks()
    {
        Images("data", "hill_1.jpg", "hill_2.jpg");
        Project("""<ImageDataset Include="data" Name="Train"  />""");
        Write("../Directory.Build.targets", """
            <Project>
              <UsingTask TaskName="AskForCores" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)/Microsoft.Build.Tasks.Core.dll">
                <Task>
                  <Code Type="Class" Language="cs">
                    public class AskForCores : Microsoft.Build.Utilities.Task
                    {
                        public override bool Execute()
                        {
                            var cores = BuildEngine9.RequestCores(100);
                            Log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "granted " + cores);
                            BuildEngine9.ReleaseCores(cores);
                            return true;
                        }
                    }
                  </Code>
                </Task>
              </UsingTask>
              <Target Name="AskBefore" BeforeTargets="DatastampStamp"><AskForCores /></Target>
            </Project>
            """);
    }

    [Test]
    public async Task The_worker_uses_what_the_build_grants()
    {
        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Messages, Has.Some.EqualTo($"granted {Threads()}"));
    }

    [Test]
    public async Task A_project_may_ask_for_less()
    {
        await StampAsync("-p:DatastampParallelism=1");

        Assert.That(Threads(), Is.EqualTo(1));
    }

    /// <summary>On the packed task: MSBuild itself takes cores back when a task ends, so that no build could show what the task does.</summary>
    [Test]
    public void Cores_are_given_back()
    {
        using var package = ZipFile.OpenRead(Feed.PackageFile);
        package.GetEntry("tasks/Datastamp.MSBuild.dll")!.ExtractToFile(At("../tasks.dll"));
        var cores = Assembly.Load(File.ReadAllBytes(At("../tasks.dll"))).GetType("Datastamp.MSBuild.Cores")!;
        var engine = DispatchProxy.Create<IBuildEngine9, Lender>();

        var granted = (IDisposable)cores.GetMethod("Request")!.Invoke(obj: null, [engine, 5])!;

        Assert.That(cores.GetProperty("Count")!.GetValue(granted), Is.EqualTo(3));
        Assert.That(((Lender)(object)engine).Calls, Is.EqualTo(["RequestCores 5"]));
        granted.Dispose();
        Assert.That(((Lender)(object)engine).Calls, Is.EqualTo(["RequestCores 5", "ReleaseCores 3"]));
    }

    private int Threads() => int.Parse(Asked().Match(Read("obj/Debug/net10.0/App.Datasets.g.cs.log")).Groups["threads"].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("\"threads\":(?<threads>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    public class Lender : DispatchProxy
    {
        public IList<string> Calls { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls.Add($"{targetMethod!.Name} {args![0]}");
            return targetMethod.Name == "RequestCores" ? 3 : null;
        }
    }
}
