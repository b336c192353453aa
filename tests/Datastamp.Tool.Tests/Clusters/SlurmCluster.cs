using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Clusters;

/// <summary>A Slurm cluster of four nodes on this machine: its daemons run as this user, and know nothing of a cluster that may be installed.</summary>
[SupportedOSPlatform("linux")]
internal sealed class SlurmCluster : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    private static readonly string[] nodes = ["n1", "n2", "n3", "n4"];
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource kill = new();
    private readonly List<Task> daemons = [];
    private readonly StringBuilder said = new();
    private readonly string folder;

    private SlurmCluster(string folder) => this.folder = folder;

    private string Configuration => Path.Combine(folder, "slurm.conf");

    /// <summary>Starts the daemons, and waits until all nodes are idle; where there is no Slurm, the test is ignored.</summary>
    /// <param name="folder">An absolute path; what the daemons write goes there.</param>
    public static async Task<SlurmCluster> StartAsync(string folder)
    {
        Programs.Require("slurmctld slurmd slurm-client munge", "munged", "slurmctld", "slurmd", "sbatch");
        var cluster = new SlurmCluster(folder);
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until something is so; says, if it never is, what there is instead.</summary>
    public static async Task WaitAsync(string what, Func<Task<bool>> isSo, Func<Task<string>>? tell = null)
    {
        for (var start = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(look))
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                Assert.Fail($"Waited for {what}. {(tell is null ? null : await tell())}");
            }
        }
    }

    /// <summary>Runs a command of Slurm, or a script that calls some; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment =>
            {
                environment.Set("SLURM_CONF", Configuration);
                foreach (var (name, value) in variables)
                {
                    environment.Set(name, value);
                }
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(result.ExitCode, Is.Zero, $"{program}: {result.StandardOutput}{result.StandardError}{said}");
        return result.StandardOutput;
    }

    /// <summary>The states of the tasks or jobs that Slurm knows under an id, by its format of squeue.</summary>
    public Task<string> QueueAsync(string format, params string[] options) => RunAsync("squeue", ["--noheader", "--array", "--format", format, .. options]);

    /// <summary>Ends jobs and daemons.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (daemons.Count > 1)
            {
                await RunAsync("scancel", ["--user", Environment.UserName, "--full"]);
                await WaitAsync("jobs to end", async () => (await QueueAsync("%A")).Length == 0);
            }
        }
        finally
        {
            kill.CancelAfter(TimeSpan.FromSeconds(10));
            await stop.CancelAsync();
            await Task.WhenAll(daemons).ContinueWith(_ => { }, TaskScheduler.Default); // Each ends as cancelled.
            stop.Dispose();
            kill.Dispose();
        }
    }

    private async Task StartAsync()
    {
        var munge = Directory.CreateDirectory(Path.Combine(folder, "munge")).FullName;
        var key = Path.Combine(munge, "key");
        await File.WriteAllBytesAsync(key, RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.SetUnixFileMode(munge, (UnixFileMode)0b111_101_101);
        Start("munged", "--foreground", "--force", $"--socket={munge}/socket", $"--key-file={key}", $"--log-file={munge}/log", $"--pid-file={munge}/pid", $"--seed-file={munge}/seed");
        await WaitAsync("munged", () => Task.FromResult(File.Exists($"{munge}/socket")));

        await File.WriteAllLinesAsync(Configuration, Lines(munge));
        Start("slurmctld", "-D", "-f", Configuration);
        foreach (var node in nodes)
        {
            Directory.CreateDirectory(Path.Combine(folder, "spool", node));
            Start("slurmd", "-D", "-f", Configuration, "-N", node);
        }

        await WaitAsync("idle nodes", async () =>
        {
            var sinfo = await Cli.Wrap("sinfo")
                .WithArguments(["--noheader", "--states=idle", "--format=%D"])
                .WithEnvironmentVariables(environment => environment.Set("SLURM_CONF", Configuration))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync();
            return sinfo.StandardOutput.Trim() == "4";
        });
    }

    private IEnumerable<string> Lines(string munge)
    {
        var host = Dns.GetHostName().Split('.')[0];
        var ports = FreePorts(nodes.Length + 1);
        return
        [
            "ClusterName=test",
            $"SlurmctldHost={host}(127.0.0.1)",
            $"SlurmctldPort={ports[^1]}",
            $"SlurmUser={Environment.UserName}",
            $"SlurmdUser={Environment.UserName}",

            // A requeued task waits until its credential has expired: two minutes, were it not for this.
            $"AuthInfo=socket={munge}/socket,cred_expire=5",
            $"StateSaveLocation={folder}/spool",
            $"SlurmdSpoolDir={folder}/spool/%n",
            $"SlurmctldPidFile={folder}/spool/slurmctld.pid",
            $"SlurmdPidFile={folder}/spool/%n.pid",
            $"SlurmctldLogFile={folder}/slurmctld.log",
            $"SlurmdLogFile={folder}/%n.log",
            "ProctrackType=proctrack/linuxproc",
            "TaskPlugin=task/none",
            "SelectType=select/cons_tres",
            "SelectTypeParameters=CR_Core",
            "ReturnToService=2",
            "MpiDefault=none",
            "KillWait=2",
            .. nodes.Select((node, i) => $"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[i]} CPUs=1 RealMemory=500"),
            "PartitionName=all Nodes=ALL Default=YES State=UP",
        ];
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private void Start(string program, params string[] arguments) => daemons.Add(Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(folder)
        .WithEnvironmentVariables(environment => environment.Set("SLURM_CONF", Configuration))
        .WithStandardErrorPipe(PipeTarget.ToDelegate(line =>
        {
            lock (said)
            {
                said.AppendLine($"{program}: {line}");
            }
        }))
        .WithValidation(CommandResultValidation.None)
        .ExecuteAsync(kill.Token, stop.Token)
        .Task);
}
