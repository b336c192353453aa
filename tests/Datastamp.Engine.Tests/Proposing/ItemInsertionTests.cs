using Datastamp.Proposing;

namespace Datastamp.Tests.Proposing;

public class ItemInsertionTests
{
    private static readonly string[] beside = ["A", "B"];

    [Test]
    public void Items_follow_the_last_of_their_kind_in_its_indent()
    {
        var text = ItemInsertion.Insert(
            """
            <Project>
                <ItemGroup>
                    <A Include="1" />
                    <B Include="2">
                        <Name>x</Name>
                    </B> <!-- of 2 -->
                    <C Include="3" />
                </ItemGroup>
            </Project>
            """,
            beside,
            ["<A Include=\"4\" />", "<A Include=\"5\" />"]);

        Assert.That(text, Is.EqualTo(
            """
            <Project>
                <ItemGroup>
                    <A Include="1" />
                    <B Include="2">
                        <Name>x</Name>
                    </B> <!-- of 2 -->
                    <A Include="4" />
                    <A Include="5" />
                    <C Include="3" />
                </ItemGroup>
            </Project>
            """));
    }

    [Test]
    public void Groups_with_a_condition_and_groups_in_targets_are_left_alone()
    {
        var text = ItemInsertion.Insert(
            """
            <Project>
              <ItemGroup Condition="'$(X)' > '>'"><A Include="1" /></ItemGroup>
              <Target Name="T"><ItemGroup><A Include="2" /></ItemGroup></Target>
              <!-- <ItemGroup><A Include="3" /></ItemGroup> -->
            </Project>
            """,
            beside,
            ["<A />"]);

        Assert.That(text, Is.EqualTo(
            """
            <Project>
              <ItemGroup Condition="'$(X)' > '>'"><A Include="1" /></ItemGroup>
              <Target Name="T"><ItemGroup><A Include="2" /></ItemGroup></Target>
              <!-- <ItemGroup><A Include="3" /></ItemGroup> -->
              <ItemGroup>
                <A />
              </ItemGroup>
            </Project>
            """));
    }

    [TestCase("<Project Sdk='x'/>", "<Project Sdk='x'>\n  <ItemGroup>\n    <A />\n  </ItemGroup>\n</Project>")]
    [TestCase("<Project></Project>\n", "<Project>\n  <ItemGroup>\n    <A />\n  </ItemGroup>\n</Project>\n")]
    [TestCase("<Project><ItemGroup><B/></ItemGroup></Project>", "<Project><ItemGroup><B/><A /></ItemGroup></Project>")]
    [TestCase("<Project>\n<P>\n<X/>\n</P>\n</Project>", "<Project>\n<P>\n<X/>\n</P>\n<ItemGroup>\n<A />\n</ItemGroup>\n</Project>")]
    [TestCase("<Project>\n\n  <P />\n\n</Project>\n", "<Project>\n\n  <P />\n\n  <ItemGroup>\n    <A />\n  </ItemGroup>\n\n</Project>\n")]
    [TestCase("<Project>\n  <P />\n\n  <P />\n</Project>\n", "<Project>\n  <P />\n\n  <P />\n\n  <ItemGroup>\n    <A />\n  </ItemGroup>\n</Project>\n")]
    [TestCase("<Project>\r  <P />\r</Project>", "<Project>\r  <P />\r  <ItemGroup>\r    <A />\r  </ItemGroup>\r</Project>")]
    public void A_new_group_is_laid_out_as_the_others_are(string before, string after) =>
        Assert.That(ItemInsertion.Insert(before, beside, ["<A />"]), Is.EqualTo(after));

    [Test]
    public void What_was_there_is_there_afterwards_byte_for_byte(
        [Values("\n", "\r\n", "\r")] string newLine, [Values("\t", "  ", "    ", "")] string indent, [Values] bool endsInNewLine, [Values] bool hasItems)
    {
        string[] lines =
        [
            "<?xml version=\"1.0\"?>", "<!-- a > b -->", "<Project>", indent + "<PropertyGroup>", $"{indent}{indent}<P>1 &gt; 0</P>   ", indent + "</PropertyGroup>",
            .. hasItems ? new[] { indent + "<ItemGroup>", $"{indent}{indent}<A Include='\">\"' />", indent + "</ItemGroup>" } : [], "</Project>",
        ];
        var before = string.Join(newLine, lines) + (endsInNewLine ? newLine : string.Empty);

        var after = ItemInsertion.Insert(before, beside, ["<A Include=\"new\" />"]);

        var added = hasItems
            ? $"{indent}{indent}<A Include=\"new\" />{newLine}"
            : $"{indent}<ItemGroup>{newLine}{indent}{indent}<A Include=\"new\" />{newLine}{indent}</ItemGroup>{newLine}";
        Assert.That(after, Does.Contain(added.TrimEnd('\r', '\n')));
        Assert.That(after.Remove(after.IndexOf(added, StringComparison.Ordinal), added.Length), Is.EqualTo(before));
    }
}
