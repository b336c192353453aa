namespace Datastamp.Tests;

/// <summary>Programs that a machine may lack.</summary>
internal static class Programs
{
    /// <summary>Ignores the test where one of them is not on the path.</summary>
    /// <param name="packages">Debian's packages that have them.</param>
    /// <param name="programs">Their names.</param>
    public static void Require(string packages, params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(programs, program => !Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program)))) is { } missing)
        {
            Assert.Ignore($"There is no {missing} here (Debian: {packages}).");
        }
    }
}
