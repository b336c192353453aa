using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>What others do to the files meanwhile, or have done before.</summary>
[UnsupportedOSPlatform("windows")]
internal static class RacingFaults
{
    public static IReadOnlyList<Fault> All =>
    [
        new("images change while they are read", (project, random) => MeanwhileAsync(project, () => Change(project, random))) { ChangesData = true },
        new("lock replaced meanwhile", LockReplacedAsync),
        new("cache deleted meanwhile", CacheDeletedAsync),
        new("cache damaged at random bytes", CacheDamagedAsync),
        new("one bit of a value in the cache", CacheBitAsync),
        new("stale guards", StaleGuardsAsync),
        new("two processes at once", TwoAsync),
        new("kill -9 at a time", KillAsync) { IsDeadly = true },
    ];

    /// <summary>Runs the command while something is done again and again.</summary>
    private static async Task<FaultRun> MeanwhileAsync(FaultedProject project, Action act)
    {
        using var stop = new CancellationTokenSource();
        var acting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    act();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // The run does something to it, too.
                }

                Thread.Sleep(3);
            }
        });
        var run = await project.RunAsync(project.Command, []);
        await stop.CancelAsync();
        await acting;
        project.WriteImages();
        return run;
    }

    private static void Change(FaultedProject project, Random random)
    {
        var files = Directory.GetFiles(project.Images);
        if (files.Length < 3)
        {
            project.WriteImages();
            return;
        }

        var (file, other) = (files[random.Next(files.Length)], files[random.Next(files.Length)]);
        switch (random.Next(5))
        {
            case 0:
                File.Delete(file);
                break;
            case 1:
                File.Move(file, Path.Combine(project.Images, $"r{random.Next(1000)}{Path.GetExtension(file)}"));
                break;
            case 2:
                File.WriteAllBytes(file, File.ReadAllBytes(other));
                break;
            case 3:
                using (var stream = File.Open(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    stream.SetLength(stream.Length / 2);
                }

                break;
            default:
                project.WriteImages();
                break;
        }
    }

    /// <summary>By a link to it from time to time, and by one of the two that are right.</summary>
    private static Task<FaultRun> LockReplacedAsync(FaultedProject project, Random random)
    {
        var content = File.ReadAllBytes(project.LockFile);
        return MeanwhileAsync(project, () =>
        {
            var copy = project.At($"lock{random.Next(1000)}");
            File.WriteAllBytes(copy, content);
            if (project.Command is "part" or "export" || !File.ReadAllBytes(project.LockFile).AsSpan().SequenceEqual(content))
            {
                File.Delete(copy);
            }
            else
            {
                File.Move(copy, project.LockFile, overwrite: true);
            }
        });
    }

    private static Task<FaultRun> CacheDeletedAsync(FaultedProject project, Random random) => MeanwhileAsync(project, () =>
    {
        if (random.Next(20) == 0 && Directory.Exists(project.Cache))
        {
            Directory.Delete(project.Cache, recursive: true);
        }
    });

    private static async Task<FaultRun> CacheDamagedAsync(FaultedProject project, Random random)
    {
        project.Reset(project.Command, cache: random.Next(1, 3));
        foreach (var file in Directory.GetFiles(project.Cache))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            for (var count = random.Next(1, 200); count > 0 && bytes.Length > 0; count--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(file, bytes);
        }

        return await project.RunAsync(project.Command, []);
    }

    /// <summary>Which SQLite does not notice.</summary>
    private static async Task<FaultRun> CacheBitAsync(FaultedProject project, Random random)
    {
        project.Reset(project.Command, cache: 2);
        await using (var connection = new SqliteConnection($"Data Source={project.Cache}/cache.db;Pooling=False"))
        {
            await connection.OpenAsync();
            foreach (var table in new[] { "paths", "images", "results" })
            {
                var rows = new List<(string Key, byte[] Value)>();
                var key = table == "paths" ? "key" : table == "images" ? "hash" : "fingerprint";
                await using var read = connection.CreateCommand();
                read.CommandText = $"SELECT hex({key}), CAST(value AS BLOB) FROM {table}";
                await using (var reader = await read.ExecuteReaderAsync())
                {
                    while (await reader.ReadAsync())
                    {
                        rows.Add((reader.GetString(0), (byte[])reader.GetValue(1)));
                    }
                }

                foreach (var (row, value) in rows)
                {
                    value[random.Next(value.Length)] ^= (byte)(1 << random.Next(8));
                    await using var write = connection.CreateCommand();
                    write.CommandText = $"UPDATE {table} SET value = $value WHERE hex({key}) = $key";
                    write.Parameters.AddWithValue("$value", value);
                    write.Parameters.AddWithValue("$key", row);
                    await write.ExecuteNonQueryAsync();
                }
            }
        }

        return await project.RunAsync(project.Command, []);
    }

    /// <summary>Files of guards with something in them, folders of their name, and what a killed process left beside the outputs.</summary>
    private static async Task<FaultRun> StaleGuardsAsync(FaultedProject project, Random random)
    {
        project.Reset(project.Command, cache: 2);
        foreach (var guard in Directory.GetFiles(project.Cache, "*.guard", SearchOption.AllDirectories))
        {
            if (random.Next(2) == 0)
            {
                await File.WriteAllTextAsync(guard, "4711");
            }
            else
            {
                File.Delete(guard);
                Directory.CreateDirectory(guard);
            }
        }

        foreach (var file in Directory.GetFiles(project.Out, "*", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(file + ".abcdefgh.datastamp-new", "half");
        }

        var run = await project.RunAsync(project.Command, []);

        // What is beside files of other commands is left to those.
        foreach (var file in Directory.GetFiles(project.Out, "*.datastamp-new", SearchOption.AllDirectories).Where(file => !file.StartsWith(Folder(project), StringComparison.Ordinal) || file.Contains(project.Command == "part" ? "export" : "parts", StringComparison.Ordinal) || project.Command is "stamp" or "update"))
        {
            File.Delete(file);
        }

        return run;
    }

    private static string Folder(FaultedProject project) => project.Command switch
    {
        "part" => project.At("out/parts/"),
        "export" => project.At("out/export/"),
        _ => project.Out,
    };

    private static async Task<FaultRun> TwoAsync(FaultedProject project, Random random)
    {
        var first = project.RunAsync(project.Command, []);
        await Task.Delay(random.Next(0, 300));
        var second = await project.RunAsync(project.Command, []);
        var run = await first;
        return run.ExitCode == 0 ? second : run;
    }

    private static async Task<FaultRun> KillAsync(FaultedProject project, Random random)
    {
        using var process = project.Start(project.Command, []);
        var ended = FaultedProject.EndAsync(process);
        await Task.WhenAny(Task.Delay(random.Next(50, 2000)), ended);
        process.Kill();
        return await ended;
    }
}
