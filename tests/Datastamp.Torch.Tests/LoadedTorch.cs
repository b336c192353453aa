using Datastamp.Torch.Native;

namespace Datastamp.Torch.Tests;

/// <summary>Before any test touches TorchSharp.</summary>
[SetUpFixture]
public sealed class LoadedTorch
{
    [OneTimeSetUp]
    public void Load() => TorchLibrary.MakeLoadable();
}
