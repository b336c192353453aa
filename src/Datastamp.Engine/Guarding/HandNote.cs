using System.IO.MemoryMappedFiles;

namespace Datastamp.Guarding;

/// <summary>
/// A note of the files that this process's threads have in hand, in a file that it maps and alone may open. A process that ends in
/// order deletes it. Of one that died it stays, and any other can open it: the system closes what a dead process held.
/// </summary>
internal sealed unsafe class HandNote : IDisposable
{
    private const int Slots = 1024;
    private const string Extension = ".inhand";

    // Suspects that nobody asked for since: their files are gone, or their dataset is.
    private static readonly TimeSpan longestKept = TimeSpan.FromDays(30);

    private readonly Lock guard = new();
    private readonly HandSlot?[] slots = new HandSlot?[Slots];
    private string? folder;
    private FileStream? file;
    private MemoryMappedFile? map;
    private MemoryMappedViewAccessor? view;
    private byte* memory;

    /// <summary>A note in a folder, made when something is to be noted; nowhere if that cannot be.</summary>
    /// <param name="folder">The folder; null for none.</param>
    public HandNote(string? folder) => this.folder = folder;

    /// <summary>A place for a thread; where there is none left, one that is in no note.</summary>
    public HandSlot Open()
    {
        lock (guard)
        {
            Make();
            var index = memory is null ? -1 : Array.IndexOf(slots, null);
            return index < 0 ? new(-1, null) : slots[index] = new(index, memory + (index * HandSlot.Length));
        }
    }

    public void Close(HandSlot slot)
    {
        slot.Release();
        if (slot.Index >= 0)
        {
            lock (guard)
            {
                slots[slot.Index] = null;
            }
        }
    }

    /// <summary>Takes the files of a dataset that processes had in hand when they died out of their notes.</summary>
    public static List<HandEntry> TakeOfDead(string folder, long dataset)
    {
        var taken = new List<HandEntry>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            try
            {
                using var note = OpenOfDead(path);
                if (Take(note, dataset, taken) == 0)
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or another one takes it just now.
            }
        }

        return taken;
    }

    /// <summary>Forgets all that died.</summary>
    public static void DeleteOfDead(string folder)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Extension) : [])
        {
            try
            {
                using var note = OpenOfDead(path);
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives.
            }
        }
    }

    /// <summary>Suspects that were not asked for stay for the next process.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Leave;
        DeleteEmpty();
        Close();
    }

    /// <summary>Who is ended in the middle of its work, as by a build that is gone, has no file to blame for that.</summary>
    private void Leave(object? sender, EventArgs e)
    {
        lock (guard)
        {
            foreach (var slot in slots)
            {
                slot?.ReleaseOwn();
            }

            DeleteEmpty();
        }
    }

    private void DeleteEmpty()
    {
        if (file is not null && memory is not null && !HasEntries(new(memory, Slots * HandSlot.Length)))
        {
            TryDelete(file.Name);
        }
    }

    /// <summary>Where the system does not let a file be deleted that is open, sharing is asked of it for that.</summary>
    private static FileStream OpenOfDead(string path) =>
        new(path, FileMode.Open, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, bufferSize: 0);

    /// <summary>How many entries are left.</summary>
    private static int Take(FileStream note, long dataset, List<HandEntry> taken)
    {
        var bytes = new byte[Slots * HandSlot.Length];
        var length = note.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var left = 0;
        Span<byte> nothing = stackalloc byte[sizeof(long)];
        nothing.Clear();
        for (var at = 0; at + HandSlot.Length <= length; at += HandSlot.Length)
        {
            if (HandSlot.Read(bytes.AsSpan(at, HandSlot.Length)) is not { } entry || DateTime.UtcNow.Ticks - entry.Since > longestKept.Ticks)
            {
                continue;
            }

            if (entry.Dataset != dataset)
            {
                left++;
                continue;
            }

            taken.Add(entry);
            note.Position = at;
            note.Write(nothing);
        }

        return left;
    }

    private static bool HasEntries(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += HandSlot.Length)
        {
            if (HandSlot.Read(bytes.Slice(at, HandSlot.Length)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It says nothing, and the next process deletes it.
        }
    }

    private void Make()
    {
        if (folder is not { } place)
        {
            return;
        }

        folder = null;
        try
        {
            file = new(Path.Combine(place, Guid.NewGuid().ToString("N") + Extension), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

            // Written, not only as long: a mapped page that a full disk has no room for would end the process.
            file.Write(new byte[Slots * HandSlot.Length]);
            map = MemoryMappedFile.CreateFromFile(file, mapName: null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            view = map.CreateViewAccessor();
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref memory);
            AppDomain.CurrentDomain.ProcessExit += Leave;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close();
        }
    }

    private void Close()
    {
        if (memory is not null)
        {
            view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        view?.Dispose();
        map?.Dispose();
        file?.Dispose();
    }
}
