using System.Reflection;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>What is known of a value in a method.</summary>
/// <param name="Type">Its declared type; null where it is not known.</param>
/// <param name="Field">The field that it was read from, if it was just read from one.</param>
internal readonly record struct StackValue(Type? Type, FieldInfo? Field = null);
