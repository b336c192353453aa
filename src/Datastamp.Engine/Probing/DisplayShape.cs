using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>How a player shows a stream's frames.</summary>
/// <param name="Width">Width in square pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Rotation">Degrees counterclockwise, from -179 to 180.</param>
internal readonly record struct DisplayShape(int Width, int Height, int Rotation)
{
    /// <summary>Stretches a frame by its pixels' aspect, as wide as its height asks, then turns it.</summary>
    public static DisplayShape Of(int width, int height, Rational sampleAspect, int rotation)
    {
        var turned = ((rotation % 360) + 360) % 360;
        var shown = (int)Math.Clamp(Math.Round(width * sampleAspect.ToDouble()), 0, int.MaxValue);
        var isUpright = turned is (> 45 and < 135) or (> 225 and < 315);
        var degrees = turned > 180 ? turned - 360 : turned;
        return isUpright ? new(height, shown, degrees) : new(shown, height, degrees);
    }
}
