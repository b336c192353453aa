namespace Datastamp.Tests.EditorHelp;

/// <summary>What an editor is told of one metadata name or property.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">How it is edited: <c>Bool</c>, <c>Int</c>, <c>Enum</c> or <c>String</c>.</param>
/// <param name="Default">What holds where nothing is said; empty for nothing that could be written.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Values">The values that an <c>Enum</c> offers, each with its description.</param>
internal sealed record HelpEntry(string Name, string Kind, string Default, string Description, IReadOnlyList<(string Value, string Description)> Values)
{
    /// <summary>Everything, for comparing two documents.</summary>
    public string Told => $"{Name}: {Kind}, {Description} {string.Join(" ", Values)}";
}
