using System.ComponentModel;
using CliWrap;
using CliWrap.Exceptions;
using static TorchSharp.torch;

namespace Datastamp.Torch.Tests.Videos;

/// <summary>Clips that ffmpeg makes; where it is not installed or has no such encoder, the test is ignored.</summary>
internal static class Clips
{
    private const int Bits = 10;
    private const int BarWidth = 8;

    /// <summary>Writes a clip of 96×64 pixels whose frames show their number: in the upper half, a bar of eight columns a bit, white for 1; red below.</summary>
    public static async Task<string> MakeAsync(string path, int count, string options)
    {
        var bars = $"geq=lum='if(lt(Y,32),if(mod(floor(N/pow(2,floor(X/{BarWidth}))),2),235,16),lum(X,Y))':cb='if(lt(Y,16),128,cb(X,Y))':cr='if(lt(Y,16),128,cr(X,Y))'";
        try
        {
            await Cli.Wrap("ffmpeg")
                .WithArguments(["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"color=red:s=96x64:r=25,trim=end_frame={count},{bars}", .. options.Split(' '), path])
                .ExecuteAsync();
        }
        catch (Exception e) when (e is Win32Exception or CommandExecutionException)
        {
            Assert.Ignore($"ffmpeg is not installed, or has no such encoder: {e.Message}");
        }

        return path;
    }

    /// <summary>The numbers that frames show.</summary>
    /// <param name="clip">T×3×H×W bytes.</param>
    public static int[] NumbersOf(Tensor clip)
    {
        using var bits = clip[TensorIndex.Colon, 0, 8, TensorIndex.Slice(BarWidth / 2, Bits * BarWidth, BarWidth)].gt(128).to(ScalarType.Int64);
        using var weights = pow(2, arange(Bits)).to(ScalarType.Int64);
        using var numbers = bits.mul(weights).sum(1);
        return [.. numbers.data<long>().ToArray().Select(number => (int)number)];
    }
}
