using Datastamp.Videos;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>A track's Video element (RFC 9559, section 5.1.4.1.28).</summary>
internal sealed record MatroskaPicture
{
    private const int UnitIsPixels = 0, UnitIsUnknown = 4;

    public long Width { get; private set; }

    public long Height { get; private set; }

    /// <summary>Of the cropped picture, as the display size is one of the cropped picture. Decoded frames are not cropped.</summary>
    public Rational SampleAspect { get; private set; } = new(1, 1);

    /// <summary>
    /// Degrees counterclockwise. As in FFmpeg since 6.1: the roll of a rectangular projection that is neither turned up nor
    /// aside. Older versions of FFmpeg give none.
    /// </summary>
    public int Rotation { get; private set; }

    public static MatroskaPicture Read(VideoBytes bytes, EbmlElement video)
    {
        var picture = new MatroskaPicture();
        long cropWidth = 0, cropHeight = 0, displayWidth = 0, displayHeight = 0, unit = UnitIsPixels;
        foreach (var child in EbmlReader.Children(bytes, video))
        {
            switch (child.Id)
            {
                case MatroskaId.PixelWidth:
                    picture.Width = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.PixelHeight:
                    picture.Height = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.PixelCropLeft or MatroskaId.PixelCropRight:
                    cropWidth += Math.Min(int.MaxValue, EbmlReader.UInt(bytes, child));
                    break;
                case MatroskaId.PixelCropTop or MatroskaId.PixelCropBottom:
                    cropHeight += Math.Min(int.MaxValue, EbmlReader.UInt(bytes, child));
                    break;
                case MatroskaId.DisplayWidth:
                    displayWidth = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.DisplayHeight:
                    displayHeight = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.DisplayUnit:
                    unit = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.Projection:
                    picture.Rotation = Roll(bytes, child);
                    break;
            }
        }

        var (width, height) = (picture.Width - cropWidth, picture.Height - cropHeight);
        if (unit < UnitIsUnknown && IsSize(width) && IsSize(height))
        {
            displayWidth = displayWidth == 0 && unit == UnitIsPixels ? width : displayWidth;
            displayHeight = displayHeight == 0 && unit == UnitIsPixels ? height : displayHeight;
            if (IsSize(displayWidth) && IsSize(displayHeight))
            {
                picture.SampleAspect = new Rational(displayWidth * height, displayHeight * width);
            }
        }

        return picture;
    }

    private static bool IsSize(long length) => length is > 0 and <= int.MaxValue;

    private static int Roll(VideoBytes bytes, EbmlElement projection)
    {
        long type = 0;
        double yaw = 0, pitch = 0, roll = 0;
        foreach (var child in EbmlReader.Children(bytes, projection))
        {
            switch (child.Id)
            {
                case MatroskaId.ProjectionType:
                    type = EbmlReader.UInt(bytes, child);
                    break;
                case MatroskaId.ProjectionPoseYaw:
                    yaw = EbmlReader.Float(bytes, child);
                    break;
                case MatroskaId.ProjectionPosePitch:
                    pitch = EbmlReader.Float(bytes, child);
                    break;
                case MatroskaId.ProjectionPoseRoll:
                    roll = EbmlReader.Float(bytes, child);
                    break;
            }
        }

        var isFlat = type == 0 && yaw == 0 && pitch == 0 && roll is >= -180 and <= 180;
        var degrees = isFlat ? (int)Math.Round(roll) : 0;
        return degrees == -180 ? 180 : degrees;
    }
}
