using Datastamp.Definitions;
using Datastamp.Output;

namespace Datastamp.Tests.Definitions;

public class IdentifiersTests
{
    [TestCase("data/train", "DataTrain")]
    [TestCase("clips", "Clips")]
    [TestCase("../shared/my-images.v2/", "SharedMyImagesV2")]
    [TestCase("/mnt/store/ImageNet", "ImageNet")]
    [TestCase(@"data\train", "DataTrain")]
    [TestCase("2024", "_2024")]
    [TestCase("..", "Dataset")]
    [TestCase("a\"; //", "A")]
    [TestCase("図/é", "図É")]
    public void Names_come_from_paths(string path, string expected) => Assert.That(Identifiers.FromPath(path), Is.EqualTo(expected));

    [Test]
    public void No_class_is_named_as_one_of_its_members() => Assert.That(
        Identifiers.For(["Color", "Mean", "HistogramGray", "Percentile50", "Train"], ImageClassWriter.Members, name => [name]),
        Is.EqualTo(["Color2", "Mean2", "HistogramGray2", "Percentile502", "Train"]));

    [Test]
    public void Identifiers_differ_from_each_other_and_from_the_class_around_them() => Assert.That(
        Identifiers.For(["a b", "a-b", "AB", "Datasets", "class", "", "1", "\ud800"], ["Datasets"], name => [name]),
        Is.EqualTo(["AB", "AB2", "AB3", "Datasets2", "class", "Dataset", "_1", "Dataset2"]));

    [Test]
    public void Identifiers_differ_in_all_that_they_claim() => Assert.That(
        Identifiers.For(["Train", "TRAIN", "color", "DATASETS", "train2"], ["Color", "Datasets"], name => [name.ToUpperInvariant()]),
        Is.EqualTo(["Train", "TRAIN2", "color2", "DATASETS2", "train22"]));

    [Test]
    public void Long_names_are_cut_and_still_differ() => Assert.That(
        Identifiers.For([new('a', 256), new('a', 2000)], [], name => [name]),
        Is.EqualTo([new string('a', 255), new string('a', 255) + "2"]));

    [TestCase("a", true)]
    [TestCase("__", true)]
    [TestCase("_", false)]
    [TestCase("", false)]
    [TestCase("1a", false)]
    [TestCase("a b", false)]
    [TestCase("\u0301", false)]
    public void A_lone_underscore_is_no_name_in_every_language(string name, bool expected) => Assert.That(Identifiers.IsIdentifier(name), Is.EqualTo(expected));

    [TestCase("App.Data", "App.Data")]
    [TestCase("3d-models.v2", "_3d_models.v2")]
    [TestCase("a b.1.-._", "a_b._1.__.__")]
    [TestCase("..a..", "a")]
    [TestCase("", "")]
    public void Namespaces_come_from_root_namespaces(string rootNamespace, string expected)
    {
        Assert.That(Identifiers.NamespaceFrom(rootNamespace), Is.EqualTo(expected));
        Assert.That(expected.Length == 0 || expected.Split('.').All(Identifiers.IsIdentifier), Is.True);
    }
}
