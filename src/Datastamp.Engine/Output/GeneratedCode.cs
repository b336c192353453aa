namespace Datastamp.Output;

/// <summary>A file of code, and the data that its assembly embeds.</summary>
/// <param name="Text">The text of the file.</param>
/// <param name="Data">The content of the embedded resource that the code reads; empty where it needs none.</param>
public sealed record GeneratedCode(string Text, byte[] Data);
