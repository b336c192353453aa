namespace Datastamp.Output.Languages;

/// <summary>What stands in a module or a type.</summary>
/// <param name="Summary">What is said of it.</param>
/// <param name="Lines">Its lines of code.</param>
internal readonly record struct FSharpMember(string Summary, string Lines);
