namespace Datastamp.Tests.Output.Images;

/// <summary>Values C×H×W.</summary>
internal sealed record Tensor(int[] Shape, float[] Values)
{
    /// <summary>The most representable numbers that lie between two values, wherever they stand.</summary>
    public int UnitsFrom(Tensor other)
    {
        Assert.That(Shape, Is.EqualTo(other.Shape));
        return Values.Zip(other.Values, (a, b) => Math.Abs(Order(a) - Order(b))).Max();
    }

    /// <summary>What is left without rows and columns of the four edges.</summary>
    public Tensor Part(int top, int left, int bottom, int right) => new(
        [Shape[0], Shape[1] - top - bottom, Shape[2] - left - right],
        [
            .. from channel in Enumerable.Range(0, Shape[0])
               from row in Enumerable.Range(top, Shape[1] - top - bottom)
               from column in Enumerable.Range(left, Shape[2] - left - right)
               select Values[(((channel * Shape[1]) + row) * Shape[2]) + column],
        ]);

    private static int Order(float value) => BitConverter.SingleToInt32Bits(value) is var bits && bits < 0 ? int.MinValue - bits : bits;
}
