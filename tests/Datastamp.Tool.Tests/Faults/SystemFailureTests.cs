using CliWrap;
using CliWrap.Buffered;
using Datastamp.Diagnostics;

namespace Datastamp.Tool.Tests.Faults;

public class SystemFailureTests
{
    [Test]
    [Platform("Linux")]
    public async Task A_standard_output_that_is_full_is_told_of()
    {
        var result = await Cli.Wrap("sh")
            .WithArguments(["-c", "exec dotnet exec \"$0\" sample --frames 300 --segments 8 > /dev/full", Path.Combine(AppContext.BaseDirectory, "datastamp.dll")])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardError, Does.StartWith("datastamp: error DS0316: The system refuses something: No space left on device. "));
    }

    [Test]
    public void A_lack_of_memory_is_known_wherever_it_was_met() => Assert.That(
        new Exception[] { new InsufficientMemoryException(), new TaskSchedulerException(new InsufficientMemoryException()), new AggregateException(new InsufficientMemoryException()) }.Select(error => SystemFailure.DiagnosticOf(error)?.Code),
        Is.All.EqualTo("DS0315"));

    [Test]
    public void A_bug_is_no_failure_of_the_system() => Assert.That(SystemFailure.DiagnosticOf(new InvalidOperationException()), Is.Null);
}
