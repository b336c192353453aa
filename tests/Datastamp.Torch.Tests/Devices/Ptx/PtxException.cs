namespace Datastamp.Torch.Tests.Devices.Ptx;

/// <summary>A text that is refused, or a run that does what no program may.</summary>
public sealed class PtxException(string message) : Exception(message);
