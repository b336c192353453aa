using Datastamp.Geometry;

namespace Datastamp.Tests.Geometry;

public class CenterCropTests
{
    // Worked out by Python: int(round((image - crop) / 2.0)).
    [TestCase(5, 4, 0)]
    [TestCase(7, 4, 2)]
    [TestCase(9, 4, 2)]
    [TestCase(11, 4, 4)]
    [TestCase(341, 224, 58)]
    [TestCase(343, 224, 60)]
    [TestCase(256, 224, 16)]
    [TestCase(224, 224, 0)]
    [TestCase(2147483647, 2, 1073741822)]
    public void Half_of_what_is_left_over_is_rounded_to_even(int image, int crop, int start)
    {
        var across = CenterCrop.Of(new(image, 1), new(crop, 1));
        var down = CenterCrop.Of(new(1, image), new(1, crop));

        Assert.That((across.Left, across.Top), Is.EqualTo((start, 0)));
        Assert.That((down.Left, down.Top), Is.EqualTo((0, start)));
    }

    [TestCase(1, 4, 1, 2)]
    [TestCase(2, 4, 1, 1)]
    [TestCase(3, 4, 0, 1)]
    [TestCase(4, 4, 0, 0)]
    [TestCase(100, 224, 62, 62)]
    [TestCase(101, 224, 61, 62)]
    public void A_smaller_image_is_padded_the_odd_pixel_at_its_end(int image, int crop, int before, int after)
    {
        var geometry = CenterCrop.Of(new(image, image), new(crop, crop));

        Assert.That((geometry.PaddingLeft, geometry.PaddingTop), Is.EqualTo((before, before)));
        Assert.That((geometry.PaddingRight, geometry.PaddingBottom), Is.EqualTo((after, after)));
        Assert.That(geometry.Kept, Is.EqualTo(new ImageSize(image, image)));
    }

    [Test]
    public void Rows_and_columns_around_the_centre_are_copied_with_all_their_channels()
    {
        byte[] image =
        [
            1, 101, 2, 102, 3, 103, 4, 104,
            5, 105, 6, 106, 7, 107, 8, 108,
            9, 109, 10, 110, 11, 111, 12, 112,
        ];
        var crop = new byte[4];

        CenterCrop.Of(new(4, 3), new(2, 1)).Apply<byte>(image, 2, crop);

        Assert.That(crop, Is.EqualTo(new byte[] { 6, 106, 7, 107 }));
    }

    [Test]
    public void An_image_too_narrow_and_too_high_is_padded_across_and_cropped_down()
    {
        ushort[] image = [1, 2, 3, 4, 50_000, 6, 7, 8];
        var crop = new ushort[] { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 };

        CenterCrop.Of(new(2, 4), new(5, 2)).Apply<ushort>(image, 1, crop);

        Assert.That(crop, Is.EqualTo(new ushort[] { 0, 3, 4, 0, 0, 0, 50_000, 6, 0, 0 }));
    }

    [Test]
    public void A_crop_of_the_image_s_own_size_is_a_copy()
    {
        byte[] image = [1, 2, 3, 4, 5, 6];
        var crop = new byte[6];

        CenterCrop.Of(new(3, 2), new(3, 2)).Apply<byte>(image, 1, crop);

        Assert.That(crop, Is.EqualTo(image));
    }

    [Test]
    public void Wrong_lengths_sizes_and_channels_are_errors()
    {
        var geometry = CenterCrop.Of(new(4, 4), new(2, 2));

        Assert.That(() => geometry.Apply<byte>(new byte[15], 1, new byte[4]), Throws.ArgumentException.With.Property("ParamName").EqualTo("source"));
        Assert.That(() => geometry.Apply<byte>(new byte[16], 1, new byte[5]), Throws.ArgumentException.With.Property("ParamName").EqualTo("destination"));
        Assert.That(() => geometry.Apply<byte>(new byte[16], 0, new byte[4]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CenterCrop.Of(new(0, 4), new(2, 2)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CenterCrop.Of(new(4, 4), new(2, -2)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
