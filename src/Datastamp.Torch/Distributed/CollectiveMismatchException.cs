namespace Datastamp.Torch.Distributed;

/// <summary>Ranks met with different collectives: another operation, shape, type or order.</summary>
/// <inheritdoc cref="ProcessGroupException(string, Exception)"/>
public sealed class CollectiveMismatchException(string message, Exception? innerException = null) : ProcessGroupException(message, innerException)
{
    /// <param name="calls">What each rank called, by rank.</param>
    internal static CollectiveMismatchException Between(IEnumerable<string> calls)
    {
        var sides = calls.Select((call, rank) => (call, rank)).GroupBy(side => side.call, side => side.rank, StringComparer.Ordinal)
            .Select(side => $"{(side.Count() == 1 ? "rank" : "ranks")} {string.Join(", ", side)}: {side.Key}");
        return new($"The ranks called different collectives ({string.Join("; ", sides)}). Every rank must call the same ones in the same order, " +
            "with the same shapes and types: look for a layer that a rank leaves out, runs twice, or runs in another order.");
    }

    internal override CollectiveMismatchException Again() => new(Message, InnerException);
}
