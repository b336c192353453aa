namespace Datastamp.Tool.Tests.Faults;

/// <summary>What a process under a fault said when it ended.</summary>
internal sealed record FaultRun(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
