using System.Text;
using YamlDotNet.RepresentationModel;

namespace Datastamp.MSBuild.Tests;

/// <summary>What a GitHub workflow of one job, or an Azure pipeline of steps alone, does.</summary>
/// <param name="Scripts">What it gives to a shell.</param>
/// <param name="Published">The paths that it publishes.</param>
/// <param name="Pins">The actions and tasks of others, with their versions.</param>
internal sealed record Pipeline(IReadOnlyList<string> Scripts, IReadOnlyList<string> Published, IReadOnlyList<string> Pins)
{
    public static Pipeline Read(byte[] text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Encoding.UTF8.GetString(text)));
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        var job = root.Children.TryGetValue("jobs", out var jobs) ? (YamlMappingNode)((YamlMappingNode)jobs).Children.Single().Value : root;
        var steps = ((YamlSequenceNode)job.Children["steps"]).Cast<YamlMappingNode>().ToArray();
        var uploads = steps.Where(step => Texts([step], "uses").Any(action => action.StartsWith("actions/upload-artifact@", StringComparison.Ordinal)));
        return new(
            [.. Texts(steps, "run"), .. Texts(steps, "script")],
            [
                .. Texts(uploads.Select(step => (YamlMappingNode)step.Children["with"]), "path").SelectMany(path => path.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
                .. Texts(steps, "publish"),
            ],
            [.. Texts(steps, "uses"), .. Texts(steps, "task")]);
    }

    private static IEnumerable<string> Texts(IEnumerable<YamlMappingNode> nodes, string key) =>
        nodes.Where(node => node.Children.ContainsKey(key)).Select(node => ((YamlScalarNode)node.Children[key]).Value!);
}
