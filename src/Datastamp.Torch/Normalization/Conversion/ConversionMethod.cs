namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>How a layer was synchronized.</summary>
public enum ConversionMethod
{
    /// <summary>A <see cref="SyncBatchNorm"/> stands in its place.</summary>
    Replaced,

    /// <summary>
    /// The layer stays, since something holds it that can hold nothing else, such as a field of the type BatchNorm2d; hooks have its
    /// <c>call</c> return the synchronized result.
    /// </summary>
    Hooked,
}
