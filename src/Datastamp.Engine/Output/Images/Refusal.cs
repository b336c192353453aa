using Datastamp.Definitions;

namespace Datastamp.Output.Images;

/// <summary>Why a form cannot hold an image dataset.</summary>
/// <param name="Metadata">The item's metadata that it cannot hold; null where that is something else.</param>
/// <param name="Reason">The reason, for people.</param>
internal sealed record Refusal(MetadataName? Metadata, string Reason);
