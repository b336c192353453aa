using Datastamp.Sources;

namespace Datastamp.Output;

/// <summary>
/// A file on its way to another's place. It is held open until it is there, so that what a process that was killed has left is told
/// from what another process writes just now.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Extension = ".datastamp-new";
    private const int MostTries = 5;

    private readonly FileStream stream;
    private readonly string target;
    private bool isPlaced;

    private TemporaryFile(FileStream stream, string target)
    {
        this.stream = stream;
        this.target = target;
    }

    /// <summary>Writes a file beside its target, to the disk.</summary>
    /// <param name="target">What it is to replace; the folder is made where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    public static TemporaryFile Write(string target, Action<FileStream> write)
    {
        if (Directory.Exists(target))
        {
            throw new IOException("There is a folder of this name.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var file = new TemporaryFile(Create(target), target);
        try
        {
            write(file.stream);
            file.stream.Flush(flushToDisk: true);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Deletes what killed processes left in a folder. Where that fails, it is left to the next run.</summary>
    public static void DeleteLeftOver(string folder)
    {
        try
        {
            string[] found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Extension) : [];
            Array.ForEach(found.Length > 0 && !NetworkFolder.Is(folder) ? found : [], DeleteUnheld);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be read.
        }
    }

    private static void DeleteUnheld(string path)
    {
        try
        {
            using var unheld = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Held, or gone meanwhile, or in a folder that may only be read.
        }
    }

    /// <summary>Lets others delete it, as long as it is not in its place.</summary>
    public void Release() => stream.Dispose();

    /// <summary>Puts it in its place.</summary>
    public void Place()
    {
        File.Move(stream.Name, target, overwrite: true);
        isPlaced = true;
    }

    public void Dispose()
    {
        stream.Dispose();
        if (isPlaced)
        {
            return;
        }

        try
        {
            File.Delete(stream.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whatever kept it from its place is what is told. The next run deletes it.
        }
    }

    /// <summary>The system makes and locks a file in two steps. Who looks for what is left over may come between; then another name is as good.</summary>
    private static FileStream Create(string target)
    {
        for (var tries = 1; ; tries++)
        {
            var path = $"{target}.{Path.GetRandomFileName()[..8]}{Extension}";
            try
            {
                // Shared, so that whoever reads it in its place may already.
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
            }
            catch (IOException e) when (Caching.FileGuard.IsHeld(e) && tries < MostTries)
            {
                // Another name.
            }
        }
    }
}
