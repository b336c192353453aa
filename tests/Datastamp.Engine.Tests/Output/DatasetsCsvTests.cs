using System.Globalization;
using Datastamp.Output;
using Datastamp.Statistics;

namespace Datastamp.Tests.Output;

public class DatasetsCsvTests
{
    private const string Header = "dataset,channel,weighting,mean,std,images,pixels,depth,fingerprint,meanMargin,stdMargin\n";

    [Test]
    public void A_row_is_a_channel_in_the_chosen_weighting()
    {
        var (train, gray) = GrayResult.Of("Train");
        var color = gray with
        {
            Channels = ["B", "G", "R"],
            Statistics = new(new([0.1, 0.2, 0.3], [0.01, 0.02, 0.03]), new([0.4, 0.5, 0.6], [0.04, 0.05, 0.06]), new([0.7, 0.8, 0.9], [0.07, 0.08, 0.09])),
        };

        var text = DatasetsCsv.Write([(train, gray), (train with { Name = "Test", Weighting = Weighting.Images }, color)]);

        Assert.That(text, Is.EqualTo(Header + """
            Train,Gray,Mixed,1E-05,1,2,3000000000,8,sha256:00,0,0
            Test,B,Images,0.7,0.07,2,3000000000,8,sha256:00,0,0
            Test,G,Images,0.8,0.08,2,3000000000,8,sha256:00,0,0
            Test,R,Images,0.9,0.09,2,3000000000,8,sha256:00,0,0

            """));
    }

    [TestCase("a b", "a b")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a;=1", "\"a;'=1\"")]
    [TestCase("a; '\"=1", "\"a;' '\"\"=1\"")]
    [TestCase("'=1", "''=1")]
    [TestCase("'a", "'a")]
    [TestCase("＝1", "'＝1")]
    [TestCase("a\n-1", "\"a\n'-1\"")]
    [TestCase("a\"; //", "\"a\"\"; //\"")]
    [TestCase("a\r\nb", "\"a\r\nb\"")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "\"'\t'=1\"")]
    [TestCase("\r=1", "\"'\r'=1\"")]
    [TestCase("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"")]
    [TestCase("a=1", "a=1")]
    [TestCase("図😀", "図😀")]
    [TestCase("", "")]
    public void A_text_is_one_cell_and_no_formula(string name, string expected)
    {
        var (dataset, result) = GrayResult.Of(name);

        var text = DatasetsCsv.Write([(dataset, result with { Fingerprint = name })]);

        Assert.That(text, Is.EqualTo($"{Header}{expected},Gray,Mixed,1E-05,1,2,3000000000,8,{expected},0,0\n"));
    }

    [Test]
    public void Numbers_are_those_of_no_country()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.That(DatasetsCsv.Write([GrayResult.Of("A")]), Does.EndWith("\nA,Gray,Mixed,1E-05,1,2,3000000000,8,sha256:00,0,0\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
