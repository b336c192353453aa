using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Backends;

/// <summary>A folder of backends that each test has to itself, and the tool as a process that uses it.</summary>
public abstract class BackendFolder
{
    /// <summary>The libraries of libtorch for the processor as the package has them, which the tests of Datastamp.Torch restore.</summary>
    protected static readonly string[] Libraries = ["libc10.so", "libgomp-98b21ff3.so.1", "libtorch.so", "libtorch_cpu.so", "libtorch_global_deps.so"];

    protected string Root { get; private set; } = string.Empty;

    protected string Backends => Path.Combine(Root, "backends");

    protected string Installed => Path.Combine(Backends, "cpu-2.10.0");

    [SetUp]
    public void MakeFolder()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("libtorch is installed and loaded on Linux here.");
        }

        Root = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Root, recursive: true);

    protected static async Task<string> PackageFolderAsync()
    {
        var said = await Cli.Wrap("dotnet").WithArguments(["nuget", "locals", "global-packages", "--list", "--force-english-output"]).ExecuteBufferedAsync();
        return Path.Combine(said.StandardOutput.Split(": ", 2)[1].Trim(), "libtorch-cpu-linux-x64/2.10.0/runtimes/linux-x64/native");
    }

    /// <summary>Another name for a file: the tests' libraries are large. Whoever changes one deletes it first.</summary>
    protected static async Task LinkAsync(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var library in Libraries)
        {
            await Cli.Wrap("ln").WithArguments(["-f", Path.Combine(from, library), Path.Combine(to, library)]).ExecuteAsync();
        }
    }

    protected Task<BufferedCommandResult> GpuAsync(params string[] arguments) => GpuWithAsync("DATASTAMP_BACKENDS", Backends, arguments);

    /// <summary>Runs the tool where a variable of the environment is set.</summary>
    protected async Task<BufferedCommandResult> GpuWithAsync(string variable, string value, params string[] arguments) =>
        await Tool(Root, Backends, arguments).WithEnvironmentVariables(environment => environment.Set("DATASTAMP_BACKENDS", Backends).Set(variable, value)).ExecuteBufferedAsync(Encoding.UTF8);

    protected static Command Tool(string from, string backends, params string[] arguments) => Cli.Wrap("dotnet")
        .WithArguments(["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), "gpu", .. arguments])
        .WithWorkingDirectory(from)
        .WithEnvironmentVariables(environment => environment.Set("DATASTAMP_BACKENDS", backends))
        .WithValidation(CommandResultValidation.None);

    protected async Task<JObject> StatusAsync(params string[] options) => JObject.Parse((await GpuAsync(["status", "--json", .. options])).StandardOutput);

    /// <summary>A file of the installed backend is another one from now on; what it was linked to stays as it was.</summary>
    protected void Replace(string file, byte[] content)
    {
        File.Delete(Path.Combine(Installed, file));
        File.WriteAllBytes(Path.Combine(Installed, file), content);
    }
}
