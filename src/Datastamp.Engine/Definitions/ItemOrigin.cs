using Datastamp.Diagnostics;

namespace Datastamp.Definitions;

/// <summary>Which item of which project file a dataset is defined by. Its position there is looked up when it is asked for.</summary>
/// <param name="File">The absolute path of the project file.</param>
/// <param name="ItemType">The item's element.</param>
/// <param name="Include">What the item includes, as evaluated.</param>
/// <param name="Name">Its metadata <c>Name</c>, or null.</param>
public sealed record ItemOrigin(string File, string ItemType, string Include, string? Name)
{
    /// <summary>
    /// The position of a metadata value, or of the item where that does not stand in the file; of the file where nothing does. Items
    /// that a task made are in no file.
    /// </summary>
    public Location Locate(string? metadata = null) => File.Length == 0 ? default : new ProjectText(File).Item(ItemType, Include, Name, metadata);
}
