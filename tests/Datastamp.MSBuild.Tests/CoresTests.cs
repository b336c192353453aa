using System.Text.RegularExpressions;

namespace Datastamp.MSBuild.Tests;

public partial class CoresTests : NestedBuild
{
    [SetUp]
    public void MakeProjectThatAsks()
    {
        Images("data", "hill_1.jpg", "hill_2.jpg");
        Project("""<ImageDataset Include="data" Name="Train" OnBadFile="$(Bad)" />""");
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
              <Target Name="AskAfter" AfterTargets="DatastampStamp"><AskForCores /></Target>
              <Target Name="Ask" DependsOnTargets="AskBefore"><CallTarget Targets="DatastampStamp" ContinueOnError="true" /><AskForCores /></Target>
            </Project>
            """);
    }

    [Test]
    public async Task The_worker_uses_what_the_build_grants()
    {
        var build = await StampAsync("-p:Bad=Skip");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Messages, Has.Some.EqualTo($"granted {Threads()}"));
    }

    [Test]
    public async Task A_project_may_ask_for_less()
    {
        await StampAsync("-p:Bad=Skip", "-p:DatastampParallelism=1");

        Assert.That(Threads(), Is.EqualTo(1));
    }

    [TestCase("Skip", true)]
    [TestCase("Nonsense", false)]
    public async Task Cores_are_given_back(string onBadFile, bool succeeds)
    {
        var build = await BuildAsync("-t:Ask", $"-p:Bad={onBadFile}");

        Assert.That(build.ErrorCodes.Any() || build.Warnings.Any(warning => warning.Code == "DS0001"), Is.Not.EqualTo(succeeds));
        var granted = build.Messages.Where(message => message.StartsWith("granted", StringComparison.Ordinal)).ToArray();
        Assert.That(granted, Has.Length.GreaterThanOrEqualTo(2));
        Assert.That(granted.Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }

    private int Threads() => int.Parse(Asked().Match(Read("obj/Debug/net10.0/Datasets.g.cs.log")).Groups["threads"].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("\"threads\":(?<threads>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();
}
