using Datastamp.Sharding;

namespace Datastamp.Tests.Sharding;

public class ShardTests
{
    // python3 -c "import hashlib; [print(int.from_bytes(hashlib.sha256(k.encode()).digest()[:8], 'big') % 5 + 1) for k in ('a.png', 'val/10.jpg', 'é/図.mp4')]"
    [TestCase("a.png", 3)]
    [TestCase("val/10.jpg", 3)]
    [TestCase("é/図.mp4", 3)]
    public void A_key_alone_decides_its_shard(string key, int number) =>
        Assert.That(Enumerable.Range(1, 5).Where(k => new Shard(k, 5).Holds(key)), Is.EqualTo([number]));

    [TestCase("1/1")]
    [TestCase("3/8")]
    [TestCase("100000/100000")]
    public void A_shard_is_written_as_it_is_read(string text) => Assert.That(Shard.Parse(text)?.ToString(), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("0/4")]
    [TestCase("5/4")]
    [TestCase("-1/4")]
    [TestCase("1/2/3")]
    [TestCase("1/100001")]
    [TestCase("1 / 4")]
    [TestCase("1/99999999999")]
    public void Anything_else_is_no_shard(string text) => Assert.That(Shard.Parse(text), Is.Null);
}
