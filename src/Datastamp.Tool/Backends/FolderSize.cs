namespace Datastamp.Tool.Backends;

/// <summary>How many bytes a folder holds, while it may be changing.</summary>
internal static class FolderSize
{
    /// <summary>The lengths of all files below it; what comes or goes meanwhile counts or does not.</summary>
    public static long Of(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        var bytes = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            try
            {
                bytes += file.Length;
            }
            catch (FileNotFoundException)
            {
                // A restore renames what it has fetched.
            }
        }

        return bytes;
    }
}
