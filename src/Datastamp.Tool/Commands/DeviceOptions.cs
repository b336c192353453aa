using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Tool.Devices;
using Datastamp.Tool.Guarding;

namespace Datastamp.Tool.Commands;

/// <summary><c>--device</c> and <c>--device-decoder</c> of one command: what measures images.</summary>
internal sealed class DeviceOptions
{
    private readonly Option<string?> device = Options.Text("--device", "D", $"What measures images: {MeasuringDevice.Names}. Default: cpu. Others need 'datastamp gpu install' once.");
    private readonly Option<string?> decoder = Options.Text("--device-decoder", string.Join('|', MeasuringDevice.Decoders), "What decodes images for a CUDA device. The processor's pixels are exact; nvJPEG's differ by a grey level here and there. Default: nvjpeg.");

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(device);
        command.Options.Add(decoder);
        device.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !MeasuringDevice.IsName(token.Value)))
            {
                result.AddError($"--device takes one of {MeasuringDevice.Names}.");
            }
        });
        decoder.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !MeasuringDevice.Decoders.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"--device-decoder takes one of {string.Join(", ", MeasuringDevice.Decoders)}.");
            }
        });
    }

    /// <summary>How to run.</summary>
    /// <exception cref="DiagnosticException">DS0501–DS0525: the device cannot be used.</exception>
    public MeasureOptions Run(ParseResult parsed, int? jobs, IProgress<MeasureProgress>? progress) => new(jobs ?? Environment.ProcessorCount, progress)
    {
        Device = MeasuringDevice.Open(parsed.GetValue(device), parsed.GetValue(decoder), note => Console.Error.WriteLine(note)),
        Safeguard = Safeguards.OfCommand(),
    };
}
