using System.Runtime.Versioning;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>Disks, users, limits and clocks, as the system has them.</summary>
[UnsupportedOSPlatform("windows")]
internal static class MachineFaults
{
    /// <summary>A file whose length is a page, and whose bytes the kernel refuses with EIO.</summary>
    private const string Unreadable = "/sys/devices/software/power/autosuspend_delay_ms";

    // MiB: the runtime itself ends below, and there is enough of it above.
    private const int LeastMemory = 100;
    private const int MostMemory = 260;

    public static IReadOnlyList<Fault> All =>
    [
        new("full tmpfs of the outputs", (project, random) => FullAsync(project, project.Out, random)),
        new("full tmpfs of the cache", (project, random) => FullAsync(project, project.Cache, random)),
        new("outputs mounted read-only", ReadOnlyAsync) { ForbidsDeleting = true },
        new("cache mounted read-only", ReadOnlyCacheAsync),
        new("EIO of the kernel", UnreadableAsync),
        new("user who may not write", (project, _) => project.RunAsync(project.Command, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], ("HOME", "/nonexistent"))),
        new("few handles", (project, random) => project.RunAsync(project.Command, ["prlimit", $"--nofile={random.Next(24, 160)}"])) { MayEndRuntime = true },
        new("little memory for objects", (project, random) => project.RunAsync(project.Command, [], ("DOTNET_GCHeapHardLimit", $"{random.Next(0x680000, 0xA00000):x}"))) { MayEndRuntime = true },
        new("little memory for the decoder", (project, random) => project.RunAsync(project.Command, ["prlimit", $"--data={random.Next(LeastMemory, MostMemory) << 20}"])) { MayEndRuntime = true },
        new("standard output full", (project, _) => project.RunAsync(project.Command, ["sh", "-c", "exec \"$@\" > /dev/full", "sh"])),
        new("times of 1970, 2106 and to come", TimesAsync),
    ];

    /// <summary>Room for a part of what is to be written.</summary>
    private static async Task<FaultRun> FullAsync(FaultedProject project, string folder, Random random)
    {
        using var mount = Mount.Try(folder, 1024);
        Assume.That(mount, Is.Not.Null, "Nothing can be mounted here.");
        if (folder == project.Out)
        {
            project.RestoreOutputs(project.Command);
        }

        var free = random.Next(0, 5) * 4096L;
        await using (var filler = File.Create(Path.Combine(folder, "filler")))
        {
            var room = new DriveInfo(folder).AvailableFreeSpace - free;
            await filler.WriteAsync(new byte[Math.Max(0, room)]);
        }

        var run = await project.RunAsync(project.Command, []);
        project.TakeOutputs();
        return run;
    }

    private static async Task<FaultRun> ReadOnlyAsync(FaultedProject project, Random random)
    {
        using var mount = Mount.Try(project.Out, 4096);
        Assume.That(mount, Is.Not.Null, "Nothing can be mounted here.");
        project.RestoreOutputs(project.Command);
        return await ReadOnlyAsync(project, mount!, random);
    }

    private static async Task<FaultRun> ReadOnlyCacheAsync(FaultedProject project, Random random)
    {
        using var mount = Mount.Try(project.Cache, 65536);
        Assume.That(mount, Is.Not.Null, "Nothing can be mounted here.");
        return await ReadOnlyAsync(project, mount!, random);
    }

    /// <summary>From the beginning, or from the middle of the run: it is asked for until nothing is just being written.</summary>
    private static async Task<FaultRun> ReadOnlyAsync(FaultedProject project, Mount mount, Random random)
    {
        if (random.Next(2) == 0)
        {
            mount.MakeReadOnly();
        }

        using var process = project.Start(project.Command, []);
        var ended = FaultedProject.EndAsync(process);
        await Task.WhenAny(Task.Delay(random.Next(200, 1500)), ended);
        while (!mount.MakeReadOnly() && !ended.IsCompleted)
        {
            await Task.Delay(1);
        }

        var run = await ended;
        mount.MakeWritable();
        project.TakeOutputs();
        return run;
    }

    private static async Task<FaultRun> UnreadableAsync(FaultedProject project, Random random)
    {
        Assume.That(Unreadable, Does.Exist);
        var file = random.GetItems(Directory.GetFiles(project.Images), 1)[0];
        File.Delete(file);
        File.CreateSymbolicLink(file, Unreadable);
        var run = await project.RunAsync(project.Command, []);
        File.Delete(file);
        project.WriteImages();
        return run;
    }

    private static async Task<FaultRun> TimesAsync(FaultedProject project, Random random)
    {
        DateTime[] times = [DateTime.UnixEpoch, DateTime.UnixEpoch.AddSeconds(-1), new(2106, 2, 7, 6, 28, 16, DateTimeKind.Utc), new(2038, 1, 19, 3, 14, 8, DateTimeKind.Utc), DateTime.UtcNow.AddMinutes(5), DateTime.UtcNow.AddYears(100)];
        foreach (var file in Directory.GetFileSystemEntries(project.Root, "*", SearchOption.AllDirectories))
        {
            if (random.Next(3) == 0 && !Directory.Exists(file))
            {
                File.SetLastWriteTimeUtc(file, random.GetItems(times, 1)[0]);
            }
        }

        return await project.RunAsync(project.Command, []);
    }
}
