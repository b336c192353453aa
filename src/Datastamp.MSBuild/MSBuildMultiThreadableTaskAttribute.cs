namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task may share a process with others: nothing of it depends on the current directory or changes the
/// environment. MSBuild looks for the name only; the attribute of its own assembly would not load before MSBuild 18.6.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
