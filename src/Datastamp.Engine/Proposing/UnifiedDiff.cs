namespace Datastamp.Proposing;

/// <summary>What changes in a text, as <c>diff -u</c> shows it. Made for texts that lines are added to; other changes are shown as one.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;
    private const string NoNewLine = "\\ No newline at end of file";

    /// <summary>The lines of the difference; none where there is none.</summary>
    public static IReadOnlyList<string> Lines(string name, string before, string after)
    {
        if (before == after)
        {
            return [];
        }

        var steps = Steps(Split(before), Split(after));
        List<string> lines = [$"--- {name}", $"+++ {name}"];
        for (var at = steps.FindIndex(step => step.Sign != ' '); at >= 0;)
        {
            var first = Math.Max(0, at - Context);
            var last = at;
            while (steps.FindIndex(last + 1, step => step.Sign != ' ') is > 0 and var next && next - last <= 2 * Context)
            {
                last = next;
            }

            var end = Math.Min(steps.Count, last + 1 + Context);
            lines.Add(Header(steps, first, end));
            lines.AddRange(steps[first..end].SelectMany(Show));
            at = steps.FindIndex(last + 1, step => step.Sign != ' ');
        }

        return lines;
    }

    private static List<(char Sign, string Line)> Steps(string[] before, string[] after)
    {
        var added = Added(before, after);
        if (added is not null)
        {
            return added;
        }

        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = before.Skip(same).Reverse().Zip(after.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return
        [
            .. before[..same].Select(line => (' ', line)),
            .. before[same..^tail].Select(line => ('-', line)),
            .. after[same..^tail].Select(line => ('+', line)),
            .. before[^tail..].Select(line => (' ', line)),
        ];
    }

    /// <summary>The steps where lines were only added; null where others went.</summary>
    private static List<(char Sign, string Line)>? Added(string[] before, string[] after)
    {
        var steps = new List<(char, string)>();
        var seen = 0;
        foreach (var line in after)
        {
            var isOld = seen < before.Length && before[seen] == line;
            seen += isOld ? 1 : 0;
            steps.Add((isOld ? ' ' : '+', line));
        }

        return seen == before.Length ? steps : null;
    }

    private static string Header(List<(char Sign, string Line)> steps, int first, int end)
    {
        int Count(int from, int to, char other) => steps[from..to].Count(step => step.Sign != other);
        var (old, now) = (Count(first, end, '+'), Count(first, end, '-'));
        return FormattableString.Invariant($"@@ -{Count(0, first, '+') + (old > 0 ? 1 : 0)},{old} +{Count(0, first, '-') + (now > 0 ? 1 : 0)},{now} @@");
    }

    private static IEnumerable<string> Show((char Sign, string Line) step) => step.Line.EndsWith('\n')
        ? [step.Sign + step.Line.TrimEnd('\r', '\n')]
        : [step.Sign + step.Line, NoNewLine];

    /// <summary>Lines with their ends; CR alone ends one too, and is shown as LF.</summary>
    private static string[] Split(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return [.. lines[..^1].Select(line => line + "\n"), .. lines[^1].Length > 0 ? lines[^1..] : []];
    }
}
