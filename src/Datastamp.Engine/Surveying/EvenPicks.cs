namespace Datastamp.Surveying;

/// <summary>Chooses a few of many.</summary>
internal static class EvenPicks
{
    /// <summary>Indices of the middles of equal parts, ascending; all of them where there are no more.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are chosen at most.</param>
    public static IEnumerable<int> Of(int count, int most) => count <= most
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, most).Select(part => (int)((((2L * part) + 1) * count) / (2 * most)));
}
