using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>
/// The part of a transformation that turns and scales: x' = a·x + c·y, y' = b·x + d·y, in 16.16 fixed point
/// (ISO/IEC 14496-12, 6.2.2).
/// </summary>
internal readonly record struct DisplayMatrix(long A, long B, long C, long D)
{
    /// <summary>Bytes of a matrix in a box, with its nine numbers.</summary>
    public const int Length = 36;

    /// <summary>The one that changes nothing.</summary>
    public static DisplayMatrix Identity => new(1 << 16, 0, 0, 1 << 16);

    /// <summary>Degrees counterclockwise, from -179 to 180, as <c>av_display_rotation_get</c> of FFmpeg gives it.</summary>
    public int Rotation
    {
        get
        {
            var (horizontal, vertical) = (double.Hypot(A, C), double.Hypot(B, D));
            if (horizontal == 0 || vertical == 0)
            {
                return 0;
            }

            var degrees = -(int)Math.Round(double.RadiansToDegrees(Math.Atan2(B / vertical, A / horizontal)));
            return degrees == -180 ? 180 : degrees;
        }
    }

    /// <summary>By how much it widens more than it heightens; null where that is within 1 %, as FFmpeg takes it.</summary>
    public double? Stretch
    {
        get
        {
            var (horizontal, vertical) = (double.Hypot(A, C), double.Hypot(B, D));
            return horizontal is > 1 and < 1 << 24 && vertical is > 1 and < 1 << 24 && Math.Abs((horizontal / vertical) - 1) > 0.01
                ? horizontal / vertical
                : null;
        }
    }

    public static DisplayMatrix Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes),
        BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[12..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[16..]));

    /// <summary>This one, and then another.</summary>
    public DisplayMatrix Then(in DisplayMatrix next) => new(
        ((A * next.A) + (B * next.C)) >> 16,
        ((A * next.B) + (B * next.D)) >> 16,
        ((C * next.A) + (D * next.C)) >> 16,
        ((C * next.B) + (D * next.D)) >> 16);
}
