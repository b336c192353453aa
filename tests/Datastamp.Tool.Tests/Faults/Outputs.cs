namespace Datastamp.Tool.Tests.Faults;

/// <summary>Folders of files, as they are written and compared: by their paths in it.</summary>
internal static class Outputs
{
    public static void Empty(string folder)
    {
        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public static Dictionary<string, byte[]> Read(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "filler")
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes, StringComparer.Ordinal);

    public static void Write(string folder, Dictionary<string, byte[]> files)
    {
        foreach (var (file, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllBytes(Path.Combine(folder, file), bytes);
        }
    }
}
