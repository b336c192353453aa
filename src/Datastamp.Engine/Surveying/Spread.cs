namespace Datastamp.Surveying;

/// <summary>Chooses a few things of many.</summary>
internal static class Spread
{
    /// <summary>Indices in order, evenly spaced: the middles of equal parts; all where there are not more than wanted.</summary>
    /// <param name="count">How many things there are.</param>
    /// <param name="wanted">How many are chosen at most.</param>
    public static IEnumerable<int> Over(int count, int wanted)
    {
        var chosen = Math.Min(count, wanted);
        return Enumerable.Range(0, chosen).Select(i => (int)(((2L * i) + 1) * count / (2 * chosen)));
    }
}
