using System.ComponentModel;
using System.Diagnostics;

namespace Datastamp.Tests.Peers;

/// <summary>Finds Python, its packages and the programs of <c>tests/peers</c>.</summary>
internal static class Python
{
    // The distribution's Python comes first: its packages are the ones that a developer's virtual environment hides.
    private static readonly string[] candidates = ["/usr/bin/python3", "python3"];

    /// <summary>The root of the repository, found from the test assembly upwards.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Starts a program of <c>tests/peers</c> with its standard streams redirected.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="packages">The packages that it imports; where one is missing, the test is ignored.</param>
    public static Process Start(string program, params string[] packages)
    {
        var path = Path.Combine(RepositoryRoot, "tests", "peers", program);
        var interpreter = Find(packages);
        if (interpreter is null)
        {
            Assert.Ignore($"No Python 3 with {string.Join(", ", packages)} (tried {string.Join(", ", candidates)}).");
        }

        return Process.Start(new ProcessStartInfo(interpreter!, [path])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static string? Find(string[] packages) =>
        Array.Find(candidates, candidate => Runs(candidate, $"import sys, {string.Join(", ", packages)}"));

    private static bool Runs(string interpreter, string code)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(interpreter, ["-c", code])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "peers")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has tests/peers.");
    }
}
