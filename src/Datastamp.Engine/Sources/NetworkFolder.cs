namespace Datastamp.Sources;

/// <summary>Folders on drives of other machines, where locks and shared memory are not to be relied on.</summary>
internal static class NetworkFolder
{
    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveType == DriveType.Network;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
