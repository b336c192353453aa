namespace Datastamp.Proposing;

/// <summary>What would make a project know datasets.</summary>
/// <param name="Project">The absolute path of the project file.</param>
/// <param name="Found">What was found in each folder, a line each.</param>
/// <param name="Changes">What changes, a file each; none where the project has all of it.</param>
/// <param name="Hints">What else a person may want to do.</param>
public sealed record Proposal(string Project, IReadOnlyList<string> Found, IReadOnlyList<ProposedChange> Changes, IReadOnlyList<string> Hints);

/// <summary>A file that is to change.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Content">Its bytes then.</param>
/// <param name="Difference">The difference, in lines as of <c>diff -u</c>.</param>
public sealed record ProposedChange(string Path, byte[] Content, IReadOnlyList<string> Difference);
