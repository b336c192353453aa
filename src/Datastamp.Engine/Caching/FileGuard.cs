namespace Datastamp.Caching;

/// <summary>
/// A lock between processes: an open file that no other may open. The system opens it for others as soon as its holder
/// disposes it or dies, however that happens, so there is nothing stale to take over.
/// </summary>
public static class FileGuard
{
    private const int PollMilliseconds = 25;

    /// <summary>Waits until this process alone holds the file.</summary>
    /// <param name="path">The file; made where it is missing, and never deleted: another may be waiting for it.</param>
    /// <param name="waiting">Told again and again while another process holds it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Gives the file free when disposed.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, Action waiting, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (IsHeld(e))
            {
                waiting();
            }

            await Task.Delay(PollMilliseconds, cancellation);
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    internal static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
