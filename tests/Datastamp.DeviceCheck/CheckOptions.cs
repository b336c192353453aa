namespace Datastamp.DeviceCheck;

/// <summary>How to run.</summary>
/// <param name="Device"><c>cuda</c>, <c>cuda:1</c> and so on, or <c>torch-cpu</c> to check the checks where there is no GPU.</param>
/// <param name="Libtorch">The folder of the machine's libtorch.</param>
/// <param name="NvJpeg">nvJPEG's file or folder, or null to look for it.</param>
/// <param name="IsShort">A few images where figures would take many.</param>
internal sealed record CheckOptions(string Device, string Libtorch, string? NvJpeg, bool IsShort)
{
    public const string Usage = "device-check --libtorch DIR [--nvjpeg PATH] [--device cuda|cuda:N|torch-cpu] [--short]";

    public bool IsCuda => Device != "torch-cpu";

    /// <summary>The GPU's index.</summary>
    public int Index => Device.Split(':') is [_, var index] ? int.Parse(index, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>The options as arguments, and reads them.</summary>
    public IEnumerable<string> Arguments =>
        ["--libtorch", Libtorch, "--device", Device, .. NvJpeg is null ? Array.Empty<string>() : ["--nvjpeg", NvJpeg], .. IsShort ? ["--short"] : Array.Empty<string>()];

    /// <summary>Null where the arguments are not as <see cref="Usage"/> says.</summary>
    public static CheckOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var (device, libtorch, nvJpeg, isShort) = ("cuda", default(string), default(string), false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--short":
                    isShort = true;
                    continue;
                case "--device" when value is not null && Torch.Devices.TorchDevices.IsName(value):
                    device = value;
                    break;
                case "--libtorch" when value is not null:
                    libtorch = value;
                    break;
                case "--nvjpeg" when value is not null:
                    nvJpeg = value;
                    break;
                default:
                    return null;
            }

            i++;
        }

        return libtorch is null ? null : new(device, libtorch, nvJpeg, isShort);
    }
}
