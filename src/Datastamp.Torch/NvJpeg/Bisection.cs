namespace Datastamp.Torch.NvJpeg;

/// <summary>Finds what a batch fails for: nvJPEG says of a batch only whether all of it went well.</summary>
internal static class Bisection
{
    /// <summary>Tries all items together, and where that fails, its halves.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="attempt">Takes the first item and how many; tells whether that went well.</param>
    /// <returns>The items that fail by themselves, in ascending order.</returns>
    public static IReadOnlyList<int> Failures(int count, Func<int, int, bool> attempt)
    {
        var failures = new List<int>();
        Try(0, count);
        return failures;

        void Try(int first, int length)
        {
            if (length == 0 || attempt(first, length))
            {
                return;
            }

            if (length == 1)
            {
                failures.Add(first);
                return;
            }

            Try(first, length / 2);
            Try(first + (length / 2), length - (length / 2));
        }
    }
}
