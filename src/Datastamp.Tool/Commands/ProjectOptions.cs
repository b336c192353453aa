using System.CommandLine;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tool.Projects;

namespace Datastamp.Tool.Commands;

/// <summary>What commands share that work on a project's datasets. A set belongs to one command.</summary>
internal sealed class ProjectOptions
{
    private readonly Argument<string?> project = new("PROJECT")
    {
        Description = "The project, or a folder that holds just one. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> dataset = Options.Repeatable("--dataset", "N", "Only the dataset of this name. May be repeated. Default: all.");
    private readonly Option<string[]> property = Options.Repeatable("--property", "NAME=VALUE", "A property for MSBuild, as on the command line of dotnet build. May be repeated.");
    private readonly Option<int?> jobs = Options.Jobs();
    private readonly DeviceOptions devices = new();

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="measures">Whether it may measure, so that it takes options for that too.</param>
    public void AddTo(Command command, bool measures = true)
    {
        property.Aliases.Add("-p");
        property.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError("--property takes NAME=VALUE.");
            }
        });
        command.Add(project);
        command.Add(dataset);
        command.Add(property);
        if (measures)
        {
            command.Add(jobs);
            devices.AddTo(command);
        }
    }

    /// <summary>The plan of the project's build, for the datasets that are named.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">DS0001, DS0004–DS0007, DS0304, DS0310, DS0311.</exception>
    public async Task<StampPlan> ReadAsync(ParseResult parsed, CancellationToken cancellation) =>
        (await ProjectReader.ReadAsync(parsed.GetValue(project), parsed.GetValue(property) ?? [], cancellation)).Only(parsed.GetValue(dataset) ?? []);

    /// <summary>How to run.</summary>
    public MeasureOptions Run(ParseResult parsed, IProgress<MeasureProgress>? progress) =>
        devices.Run(parsed, parsed.GetValue(jobs), progress);
}
