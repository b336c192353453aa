using System.CommandLine;

namespace Datastamp.Tool.Commands;

/// <summary>The whole command line.</summary>
internal static class DatastampCommand
{
    /// <summary>The exit codes and what they say, for help and pages.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; } =
    [
        (ExitCode.Success, "good"),
        (ExitCode.Data, "the data, the lock, or what is asked of them is not as it must be"),
        (ExitCode.Usage, "the command line or the project is not as it must be"),
        (ExitCode.Environment, "the machine lacks something"),
        (ExitCode.Interrupted, "interrupted by Ctrl+C"),
    ];

    public static RootCommand Create() => new(
        "Computes what is true of a dataset, exactly: normalization constants of image folders, what videos are, and the frames that segment samplers take of them; and works with the datasets that a project's build stamps. "
        + $"Exit codes: {string.Join(", ", ExitCodes.Select(exit => FormattableString.Invariant($"{exit.Code} {exit.Meaning}")))}.")
    {
        InitCommand.Create(),
        UpdateCommand.Create(),
        CheckCommand.Create(),
        DiffCommand.Create(),
        ReportCommand.Create(),
        ExportCommand.Create(),
        ImagesCommand.Create(),
        VideosCommand.Create(),
        SampleCommand.Create(),
        MergeCommand.Create(),
        CacheCommand.Create(),
        DoctorCommand.Create(),
        GpuCommand.Create(),
        CompletionCommand.Create(),
        StampCommand.Create(),
        TryCommand.Create(),
    };
}
