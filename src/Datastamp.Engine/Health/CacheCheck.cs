using System.Globalization;
using Datastamp.Caching;

namespace Datastamp.Health;

/// <summary>The folder where builds share measurements: whether it can be written, and what it holds.</summary>
internal static class CacheCheck
{
    private const string Name = "cache";

    public static Finding Run()
    {
        var folder = SharedMeasurements.DefaultFolder;
        try
        {
            Try(folder);
            var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories) : [];
            var bytes = files.Sum(file => file.Length);
            return new(Name, HealthState.Good, string.Create(CultureInfo.InvariantCulture, $"{folder}, bytes: {bytes:N0}"))
            {
                Details = [new("path", folder), new("writable", true), new("bytes", bytes)],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Name, HealthState.Note, $"{folder} cannot be used: {e.Message}", "Every build measures for itself. Set DatastampCachePath to a folder that can be written.")
            {
                Details = [new("path", folder), new("writable", false)],
            };
        }
    }

    /// <summary>Writes a file and deletes it, in the folder or the nearest one above it that is there.</summary>
    private static void Try(string folder)
    {
        while (!Path.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        using var file = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }
}
