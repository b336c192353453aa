using Datastamp.Caching;

namespace Datastamp.Tests.Caching;

public class FileGuardTests : TemporaryFolder
{
    [Test]
    public async Task One_holds_it_at_a_time()
    {
        Directory.CreateDirectory(Root);
        var holders = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var guard = await FileGuard.AcquireAsync(At("guard"), () => { }, CancellationToken.None);
                Assert.That(Interlocked.Increment(ref holders), Is.EqualTo(1));
                await Task.Yield();
                Interlocked.Decrement(ref holders);
            }
        })));
    }

    [Test]
    public async Task Waiting_is_told_and_can_be_cancelled()
    {
        Directory.CreateDirectory(Root);
        using var guard = await FileGuard.AcquireAsync(At("guard"), () => { }, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();

        Assert.That(
            () => FileGuard.AcquireAsync(At("guard"), cancellation.Cancel, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_guard_that_cannot_be_made_is_no_reason_to_wait() => Assert.That(
        () => FileGuard.AcquireAsync(At("no/such/folder/guard"), () => Assert.Fail("It waits."), CancellationToken.None),
        Throws.InstanceOf<IOException>());
}
