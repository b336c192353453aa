using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Stamping;

/// <summary>Goes through the datasets of a plan, and tells the errors of all of them together.</summary>
internal static class DatasetLoop
{
    /// <summary>That each has a name of its own, which is what the lock knows it by.</summary>
    /// <exception cref="DiagnosticException">DS0002: two have one.</exception>
    public static void CheckNames(ImmutableArray<Dataset> datasets)
    {
        var duplicates = datasets
            .GroupBy(dataset => dataset.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .Select(same => Report.DuplicateName(same[0], same[1]))
            .ToArray();
        if (duplicates.Length > 0)
        {
            throw new DiagnosticException(duplicates);
        }
    }

    /// <summary>Does something with every dataset, one after another.</summary>
    /// <exception cref="DiagnosticException">The errors of all of them.</exception>
    public static async Task<List<T>> RunAsync<T>(ImmutableArray<Dataset> datasets, Func<Dataset, Task<T>> take, CancellationToken cancellation)
    {
        var taken = new List<T>();
        var errors = new List<Diagnostic>();
        foreach (var dataset in datasets)
        {
            try
            {
                taken.Add(await take(dataset));
            }
            catch (DiagnosticException e)
            {
                errors.AddRange(e.Diagnostics);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return errors.Count == 0 ? taken : throw new DiagnosticException(errors);
    }
}
