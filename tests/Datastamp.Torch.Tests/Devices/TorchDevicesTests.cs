using Datastamp.Diagnostics;
using Datastamp.Torch.Devices;
using TorchSharp;

namespace Datastamp.Torch.Tests.Devices;

public class TorchDevicesTests
{
    [Test]
    public void The_processor_is_there_under_its_own_name()
    {
        var device = TorchDevices.Open("torch-cpu");

        Assert.That(device.Name, Is.EqualTo("torch cpu"));
        Assert.That(device.Device.type, Is.EqualTo(DeviceType.CPU));
        Assert.That(device.Decoder, Does.StartWith("opencv "));
    }

    [TestCase("torch-cpu", true)]
    [TestCase("CUDA", true)]
    [TestCase("cuda:0", true)]
    [TestCase("cuda:15", true)]
    [TestCase("cpu", false)]
    [TestCase("", false)]
    [TestCase("cuda:", false)]
    [TestCase("cuda:-1", false)]
    [TestCase("cuda:1:1", false)]
    [TestCase("cuda:99999999999", false)]
    [TestCase("torch-gpu", false)]
    public void Names_are_known_by_their_form(string name, bool isName)
    {
        Assert.That(TorchDevices.IsName(name), Is.EqualTo(isName));
        if (!isName)
        {
            var error = Assert.Throws<DiagnosticException>(() => TorchDevices.Open(name))!.Diagnostics.Single();
            Assert.That((error.Code, error.Message), Is.EqualTo(("DS0513", $"There is no device '{name}'. Devices that sum images by libtorch: torch-cpu, cuda, and cuda:N for the GPU of index N.")));
        }
    }

    [Test]
    public void Where_there_is_no_driver_that_is_said()
    {
        if (torch.cuda.is_available())
        {
            Assert.Ignore("There is a GPU here.");
        }

        var error = Assert.Throws<DiagnosticException>(() => TorchDevices.Open("cuda"))!.Diagnostics.Single();

        Assert.That(error.Code, Is.AnyOf("DS0514", "DS0515", "DS0519"));
        Assert.That(error.Code != "DS0514" || error.Message.StartsWith("There is no NVIDIA GPU to use here: NVIDIA's driver ", StringComparison.Ordinal));
    }
}
