using System.Globalization;

namespace Datastamp.Definitions;

/// <summary>How many of a dataset's files stand for all of them: a fraction or a count; and the seed that decides which.</summary>
public sealed record ImageSubset
{
    /// <summary>The fewest files that an estimate is made of.</summary>
    public const int Fewest = 2;

    // Digits that a decimal holds.
    private const int LongestText = 24;

    private readonly decimal? fraction;
    private readonly int count;

    private ImageSubset(decimal? fraction, int count, int seed)
    {
        this.fraction = fraction;
        this.count = count;
        Seed = seed;
    }

    /// <summary>What decides which files are chosen: 0 or more.</summary>
    public int Seed { get; }

    /// <summary>The subset of a text: <c>10%</c> and <c>0.1</c> are a fraction, <c>5000</c> is a count; null where it is neither.</summary>
    /// <param name="text">A fraction above 0 and up to 1, or a count of 2 or more.</param>
    /// <param name="seed">0 or more.</param>
    public static ImageSubset? Parse(string text, int seed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var isPercent = text.EndsWith('%');
        if (!isPercent && !text.Contains('.', StringComparison.Ordinal))
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= Fewest ? new(fraction: null, count, seed) : null;
        }

        return text.Length <= LongestText
            && decimal.TryParse(isPercent ? text[..^1].TrimEnd() : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is > 0 and <= 1 and var fraction
                ? new(fraction, 0, seed)
                : null;
    }

    /// <summary>How many of so many files are chosen: the count, or the fraction of them, rounded (halves up) but not below 2; never more than there are.</summary>
    public int Of(int files) =>
        Math.Min(files, fraction is { } share ? Math.Max(Fewest, (int)Math.Round(share * files, MidpointRounding.AwayFromZero)) : count);

    /// <summary>The fraction or count in one form: <c>0.1</c>, <c>5000</c>.</summary>
    public override string ToString() =>
        fraction?.ToString("0.############################", CultureInfo.InvariantCulture) is { } text
            ? text == "1" ? "1.0" : text
            : count.ToString(CultureInfo.InvariantCulture);
}
