using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Output.Languages;

/// <summary>
/// Constants in F#. Only modules have literals, and only types have properties, whose arrays are new at each
/// access: a dataset is a module and a type of one name, so that both are written <c>Datasets.Train.ImageCount</c>.
/// </summary>
internal sealed class FSharpCode() : LanguageCode("//", "///")
{
    // A dataset may be called Literal, too.
    private const string Core = "global.Microsoft.FSharp.Core.";

    private readonly List<FSharpMember> inModule = [];
    private readonly List<FSharpMember> inType = [];
    private (string Identifier, string Summary) dataset;

    /// <summary>The compiler calls a module that shares its name with a type by another one.</summary>
    public override IEnumerable<string> Claims(string identifier) => [identifier, identifier + "Module"];

    public override void OpenClass(string identifier, string summary) => dataset = (Identifier(identifier), summary);

    public override void CloseClass()
    {
        if (inModule.Count > 0)
        {
            Summary(dataset.Summary);
            Write($"module {dataset.Identifier} =", inModule);
        }

        if (inType.Count > 0)
        {
            Summary(dataset.Summary);
            Text.Line($"[<{Core}AbstractClass; {Core}Sealed>]");
            Write($"type {dataset.Identifier} =", inType);
        }
    }

    public override void Clips(ClipMembers clips)
    {
        var code = new FSharpClips(this, clips, dataset.Identifier);
        inModule.AddRange(code.InModule());
        inType.AddRange(code.InType());
    }

    public override void Method(string name, string type, string expression, string summary) =>
        inType.Add(new(summary, $"static member {name}() = {expression}"));

    public override string New(string type, params IEnumerable<string> arguments) => $"{Global(type)}({string.Join(", ", arguments)})";

    public override string Global(string name) => "global." + name;

    public override string Own(string name) => $"{dataset.Identifier}.{name}";

    public override string Identifier(string name) => char.IsAsciiLetterLower(name[0]) || name[0] == '_' ? $"``{name}``" : name;

    /// <summary>The compiler reads half of a character as U+FFFD, however it is written.</summary>
    /// <exception cref="DiagnosticException">DS0135: the text has half of a character.</exception>
    public override string Literal(string text) => UnicodeText.IsWhole(text) ? Escaped(text) : throw new DiagnosticException(Report.NotText(UnicodeText.AroundFlaw(text)));

    public override string Literal(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    public override string Literal(float value) => WithPoint(value.ToString("R", CultureInfo.InvariantCulture)) + "f";

    public override string Literal(double value) => WithPoint(value.ToString("R", CultureInfo.InvariantCulture));

    protected override void OpenFile(CodeOptions options, string summary)
    {
        Text.Line($"namespace {(options.Namespace.Length > 0 ? Qualified(options.Namespace) : "global")}");
        Text.Line();
        Summary(summary);
        Text.Line($"module {(options.IsPublic ? string.Empty : "internal ")}{Identifier(options.ClassName)} =");
        Text.Open(string.Empty);
        Text.Line();
    }

    /// <summary>Types are inferred from literals: a dataset may be called float32.</summary>
    protected override void Constant(TypeCode type, string name, string literal, string summary) =>
        inModule.Add(new(summary, $"[<{Core}Literal>]\nlet {name} = {literal}"));

    protected override void Row(TypeCode type, string name, IEnumerable<string> literals, string summary) =>
        inType.Add(new(summary, $"static member {name} = [| {string.Join("; ", literals)} |]"));

    private static string WithPoint(string number) => number.AsSpan().ContainsAny('.', 'E') ? number : number + ".0";

    private void Write(string head, List<FSharpMember> members)
    {
        Text.Line(head);
        Text.Open(string.Empty);
        Text.Line();
        foreach (var (summary, lines) in members)
        {
            Summary(summary);
            Text.Lines(lines);

            Text.Line();
        }

        Text.Close();
        members.Clear();
    }
}
