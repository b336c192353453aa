namespace Datastamp.Definitions;

/// <summary>
/// One of few values. A class, since the framework's collections of it are then compiled already when the tool starts; of pairs they are not.
/// </summary>
/// <param name="Text">The value as projects write it, compared without case.</param>
/// <param name="Value">What it means.</param>
public sealed record AllowedValue<T>(string Text, T Value);
