using Mono.Cecil;

namespace Datastamp.MSBuild.Tests;

/// <summary>MSBuild in Visual Studio runs on .NET Framework. It is not here to run, but what the tasks ask of it is known.</summary>
public class FullFrameworkTests
{
    private ModuleDefinition tasks = null!;
    private FullFramework framework = null!;

    [TearDown]
    public void Close()
    {
        tasks.Dispose();
        framework.Dispose();
    }

    [TestCase("18.9.6")]
    [TestCase("17.7.2")]
    public void All_that_the_tasks_refer_to_is_there(string msbuild)
    {
        Open(msbuild);
        var types = tasks.GetTypeReferences().ToArray();
        var members = tasks.GetMemberReferences().ToArray();

        Assert.That(types.Select(type => type.FullName), Does.Contain("Microsoft.Build.Utilities.Task").And.Contain("System.Runtime.Serialization.SerializationException"));
        Assert.That(members, Has.Length.GreaterThan(100));
        Assert.That(types.Where(type => type.Resolve() is null).Select(type => type.FullName), Is.Empty);
        Assert.That(members.Where(member => !IsThere(member)).Select(member => member.FullName), Is.Empty);
    }

    [Test]
    public void The_tasks_refer_to_netstandard_and_MSBuild_and_nothing_else()
    {
        Open("18.9.6");

        Assert.That(
            tasks.AssemblyReferences.Select(reference => $"{reference.Name} {reference.Version}"),
            Is.EquivalentTo(["netstandard 2.0.0.0", "Microsoft.Build.Framework 15.1.0.0", "Microsoft.Build.Utilities.Core 15.1.0.0"]));
        Assert.That(
            tasks.Assembly.CustomAttributes.Single(attribute => attribute.AttributeType.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value,
            Is.EqualTo(".NETStandard,Version=v2.0"));
    }

    [Test]
    public void What_is_not_there_is_not_found()
    {
        Open("17.7.2");
        var build = tasks.AssemblyReferences.Single(reference => reference.Name == "Microsoft.Build.Framework");
        var task = tasks.GetTypeReferences().Single(type => type.FullName == "Microsoft.Build.Utilities.Task");

        Assert.That(new TypeReference("Microsoft.Build.Framework", "IMultiThreadableTask", tasks, build).Resolve(), Is.Null);
        Assert.That(IsThere(new MethodReference("Execute", tasks.TypeSystem.Void, task) { HasThis = true }), Is.False);
        Assert.That(IsThere(new MethodReference("Execute", tasks.TypeSystem.Boolean, task) { HasThis = true }), Is.True);
    }

    private static bool IsThere(MemberReference member) => member switch
    {
        // Arrays of more than one dimension have methods that no assembly defines; there are none here.
        MethodReference method => method.Resolve() is not null,
        FieldReference field => field.Resolve() is not null,
        _ => false,
    };

    private void Open(string msbuild)
    {
        framework = new(msbuild);
        using var package = new Nupkg(Feed.PackageFile);
        tasks = ModuleDefinition.ReadModule(new MemoryStream(package.Read("tasks/Datastamp.MSBuild.dll")), framework.Parameters);
    }
}
