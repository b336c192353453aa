using System.Globalization;
using Datastamp.Statistics;

namespace Datastamp.Output.Reports;

/// <summary>The constants as code to copy.</summary>
internal sealed class SnippetText(ImagePart part, WeightedStatistics constants)
{
    /// <summary>One line, whatever the name holds: it stands in a comment.</summary>
    private string Name => string.Concat(part.Dataset.Name.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c));

    public object[] Write() =>
    [
        Html.Code("C#", part.Id + "-cs", $"""
            // {Name}: {part.Known.Fingerprint}
            ReadOnlySpan<float> mean = [{Floats(constants.Mean)}];
            ReadOnlySpan<float> std = [{Floats(constants.Std)}];
            """.ReplaceLineEndings("\n")),
        Html.Code("Python", part.Id + "-py", $"""
            # {Name}: {part.Known.Fingerprint}
            normalize = transforms.Normalize(mean=[{Doubles(constants.Mean)}],
                                             std=[{Doubles(constants.Std)}])
            """.ReplaceLineEndings("\n")),
    ];

    private static string Floats(IEnumerable<double> values) => string.Join(", ", values.Select(value => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f"));

    private static string Doubles(IEnumerable<double> values) => string.Join(", ", values.Select(Numbers.Exact));
}
