namespace Datastamp.Output;

/// <summary>In which language the generated class is written, and how it is named and seen.</summary>
/// <param name="Language">The language.</param>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="ClassName">The class that holds one class a dataset.</param>
/// <param name="IsPublic">Public, or internal.</param>
/// <param name="HasTransforms">Whether the class of an image dataset makes transforms of Datastamp.Torch.</param>
/// <param name="ResourceName">The name of the embedded resource that holds what is too much for code.</param>
public sealed record CodeOptions(
    CodeLanguage Language, string Namespace, string ClassName = "Datasets", bool IsPublic = false, bool HasTransforms = false, string ResourceName = "Datasets.g.bin");
