using Datastamp.Health;
using Newtonsoft.Json.Linq;

namespace Datastamp.Output;

/// <summary>Writes what was found of a machine as JSON: the form of <c>datastamp doctor --json</c>.</summary>
public static class HealthJson
{
    /// <summary><c>healthy</c>, and in <c>checks</c> an object a part: <c>state</c>, <c>value</c>, <c>advice</c>, and what else is known of it.</summary>
    public static JObject Write(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            new JProperty("healthy", report.IsHealthy),
            new JProperty("checks", new JObject(report.Findings.Select(finding => new JProperty(finding.Name, Write(finding))))));
    }

    private static JObject Write(Finding finding) => new(
        finding.Details.Select(detail => new JProperty(detail.Key, detail.Value))
            .Prepend(new JProperty("advice", finding.Advice))
            .Prepend(new JProperty("value", finding.Value))
            .Prepend(new JProperty("state", finding.State.ToString().ToLowerInvariant())));
}
