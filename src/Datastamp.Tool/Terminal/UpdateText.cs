using Datastamp.Diagnostics;
using Datastamp.Stamping;

namespace Datastamp.Tool.Terminal;

/// <summary>Tells a person what an update of a lock did.</summary>
internal static class UpdateText
{
    private const string Updated = "DS0207";

    /// <summary>Writes warnings to standard error, and a line a dataset to standard output.</summary>
    public static void Write(StampPlan plan, IReadOnlyList<Diagnostic> told)
    {
        Warnings.Write(told);
        var news = told.Where(diagnostic => string.Equals(diagnostic.Code, Updated, StringComparison.Ordinal)).Select(diagnostic => diagnostic.Message).ToArray();
        foreach (var line in news)
        {
            Console.Out.WriteLine(PlainText.Of(line));
        }

        Console.Out.WriteLine(PlainText.Of(news.Length == 0 ? $"{plan.LockFile}: as it was; nothing differs." : $"{plan.LockFile}: written."));
    }
}
