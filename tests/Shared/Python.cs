using System.ComponentModel;
using System.Diagnostics;

namespace Datastamp.Tests;

/// <summary>Finds Python, its packages and the programs of <c>tests/peers</c>.</summary>
internal static class Python
{
    // The distribution's Python comes first: its packages are the ones that a developer's virtual environment hides.
    private static readonly string[] candidates = ["/usr/bin/python3", "python3"];

    /// <summary>Starts a program of <c>tests/peers</c> with its standard streams redirected.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="packages">The packages that it imports; where one is missing, the test is ignored.</param>
    public static Process Start(string program, string[] arguments, params string[] packages)
    {
        var path = Path.Combine(Repository.Root, "tests", "peers", program);
        var interpreter = Find(packages);
        if (interpreter is null)
        {
            Assert.Ignore($"No Python 3 with {string.Join(", ", packages)} (tried {string.Join(", ", candidates)}).");
        }

        return Process.Start(new ProcessStartInfo(interpreter!, [path, .. arguments])
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
}
