namespace Datastamp.Output;

/// <summary>How the generated class is named and seen.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="ClassName">The class that holds one class a dataset.</param>
/// <param name="IsPublic">Public, or internal.</param>
public sealed record CSharpOptions(string Namespace, string ClassName = "Datasets", bool IsPublic = false);
