namespace Datastamp.DeviceCheck;

/// <summary>A line of the table.</summary>
/// <param name="State">What came of the check.</param>
/// <param name="Name">What was checked.</param>
/// <param name="Detail">Figures, or why it failed.</param>
internal sealed record Row(RowState State, string Name, string Detail)
{
    public static Row Note(string name, FormattableString detail) => new(RowState.Note, name, FormattableString.Invariant(detail));

    public static Row Check(bool isWell, string name, FormattableString detail) => new(isWell ? RowState.Pass : RowState.Fail, name, FormattableString.Invariant(detail));

    public static Row Fail(string name, string detail) => new(RowState.Fail, name, detail.ReplaceLineEndings(" ").Trim());

    /// <summary>The form in which a probe's process prints it.</summary>
    public string ToLine() => $"{State}\t{Name}\t{Detail.ReplaceLineEndings(" ").Replace('\t', ' ')}";

    /// <summary>The reverse; null for other lines, such as what native libraries print.</summary>
    public static Row? Parse(string line) => line.Split('\t') is [var state, var name, var detail] && Enum.TryParse<RowState>(state, out var parsed) ? new(parsed, name, detail) : null;
}
