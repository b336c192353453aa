namespace Datastamp.Output.Languages;

/// <summary>The code of the clips of one dataset in one language: what its templates are filled with.</summary>
/// <param name="code">The language.</param>
/// <param name="clips">What the code gives.</param>
internal abstract class ClipsCode(LanguageCode code, ClipMembers clips)
{
    private const int LiteralsInLine = 20;

    protected ClipMembers Clips => clips;

    /// <summary>The line of documentation of a member.</summary>
    protected string Doc(string member) => code.Documentation(clips.Summaries[member]);

    protected string Literal(string text) => code.Literal(text);

    protected string Literal(long value) => code.Literal(value);

    protected string Labels(string separator) => string.Join(separator, clips.Labels.Select(code.Literal));

    /// <summary>The one value that all clips share.</summary>
    protected string Shared(ClipColumn column) => Literals(column).First();

    /// <summary>The values as literals, as many in a line as people can read and compilers take.</summary>
    protected string Rows(ClipColumn column, string separator, string indentation) => string.Join(
        separator.TrimEnd() + "\n" + indentation, Literals(column).Chunk(LiteralsInLine).Select(line => string.Join(separator, line)));

    protected virtual string Literal(byte value) => code.Literal((int)value);

    /// <summary>What is wrong where there is no resource, as a literal.</summary>
    protected string Missing(ClipBlock block) => Literal(
        $"The embedded resource '{block.ResourceName}' is missing from the assembly, and with it the clips of this dataset. Build the project again.");

    /// <summary>What is wrong where there is another resource, or a part of one, as a literal.</summary>
    protected string Damaged(ClipBlock block) => Literal(
        $"The embedded resource '{block.ResourceName}' is damaged, or of another build than the code that reads it. Build the project again.");

    /// <summary>Lines within a template that has them indented.</summary>
    protected static string Lines(IEnumerable<string> lines, string indentation) => string.Join("\n" + indentation, lines);

    /// <summary>The parts that are not empty, an empty line between two.</summary>
    protected static string Paragraphs(params IEnumerable<string> parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));

    private IEnumerable<string> Literals(ClipColumn column) => column.Values switch
    {
        byte[] bytes => bytes.Select(Literal),
        double[] numbers => numbers.Select(code.Literal),
        _ => ((int[])column.Values).Select(code.Literal),
    };
}
