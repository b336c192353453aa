using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

public class ShardRangeTests
{
    [TestCase("train-{0008..0011}.tar", "train-0008.tar train-0009.tar train-0010.tar train-0011.tar")]
    [TestCase("{9..11}", "9 10 11")]
    [TestCase("{a,b}/{1..2}", "a/1 a/2 b/1 b/2")]
    [TestCase("x{,y}", "x xy")]
    [TestCase("{5..5}", "5")]
    [TestCase("plain.tar", "plain.tar")]
    [TestCase("{one}", "{one}")]
    [TestCase("{3..1}", "{3..1}")]
    [TestCase("{-1..1}", "{-1..1}")]
    [TestCase("{a..c}", "{a..c}")]
    [TestCase("{unclosed", "{unclosed")]
    public void Braces_stand_for_what_shells_make_of_them(string path, string expected) =>
        Assert.That(ShardRange.Expand(path), Is.EqualTo(expected.Split(' ')));

    [TestCase("{1..2000000000}")]
    [TestCase("{1..1000}{1..1000}")]
    public void Too_many_are_none(string path) => Assert.That(ShardRange.Expand(path), Is.Empty);

    [TestCase("/data/s/train-{0..2}.tar", "/data/s")]
    [TestCase("/data/{a,b}/x.tar", "/data")]
    [TestCase("s3://bucket/p/{0..2}.tar", "s3://bucket/p")]
    public void The_folder_is_what_stands_before(string path, string folder) => Assert.That(ShardRange.FolderOf(path), Is.EqualTo(folder));

    [TestCase("/s/a.tar", ExpectedResult = "/s/a.tar")]
    [TestCase("/s/a.tar /s/b.tar", ExpectedResult = "/s/{a.tar,b.tar}")]
    [TestCase("/s/x/a.tar /s/y/b.tar", ExpectedResult = "/s/{x/a.tar,y/b.tar}")]
    [TestCase("s3://bucket/p/a.tar s3://bucket/p/b.tar", ExpectedResult = "s3://bucket/p/{a.tar,b.tar}")]
    [TestCase("/s/a.tar s3://bucket/b.tar", ExpectedResult = null)]
    [TestCase("/s/{a}.tar /s/b.tar", ExpectedResult = null)]
    public string? Paths_that_a_shell_has_expanded_are_one_again(string paths)
    {
        var joined = ShardRange.Join(paths.Split(' '));
        Assert.That(joined is null ? paths.Split(' ') : ShardRange.Expand(joined), Is.EqualTo(paths.Split(' ')));
        return joined;
    }
}
