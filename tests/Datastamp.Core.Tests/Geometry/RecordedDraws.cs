using Datastamp.Geometry;

namespace Datastamp.Tests.Geometry;

/// <summary>Draws that were made elsewhere, in their order.</summary>
internal sealed class RecordedDraws(params IEnumerable<double> draws) : ICropDraws
{
    private readonly Queue<double> draws = new(draws);

    public int Left => draws.Count;

    public float NextSingle(float low, float high) => (float)draws.Dequeue();

    public int Next(int count)
    {
        var draw = (int)draws.Dequeue();
        Assert.That(draw, Is.InRange(0, count - 1));
        return draw;
    }
}
