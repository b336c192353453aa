using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Datastamp.Health;

/// <summary>Whether there is an SDK to build with, here: a global.json may ask for one that is not there.</summary>
internal static class SdkCheck
{
    private const string Name = "sdk";
    private const int OldestMajor = 10;
    private const string Advice = "Builds need the .NET 10 SDK, or a newer one; measuring on demand does not.";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public static Finding Run()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(host, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(patience))
            {
                process.Kill(entireProcessTree: true);
                return Without($"'{host} --version' does not answer");
            }

            var version = said.GetAwaiter().GetResult().Trim();
            var isNew = int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= OldestMajor;
            return process.ExitCode != 0 ? Without(Reason($"{errors.GetAwaiter().GetResult()}\n{version}"))
                : new(Name, isNew ? HealthState.Good : HealthState.Note, version, isNew ? null : Advice) { Details = [new("version", version)] };
        }
        catch (Win32Exception)
        {
            return Without($"'{host}' cannot be started");
        }
    }

    private static Finding Without(string why) => new(Name, HealthState.Note, $"none: {why}", Advice) { Details = [new("version", null)] };

    /// <summary>Of all that the host says where none of its SDKs is the one asked for, the line that names that one.</summary>
    private static string Reason(string text)
    {
        var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, line => line.Contains("SDK version", StringComparison.Ordinal)) ?? lines.FirstOrDefault("no answer");
    }
}
