using System.Globalization;
using System.Text;

namespace Datastamp.Output.Languages;

/// <summary>Constants in Visual Basic 14 and later: classes that nothing can be made of. Rows are arrays, new at each access.</summary>
internal sealed class VisualBasicCode() : LanguageCode("'", "'''")
{
    /// <summary>
    /// Names are compared without case, as the compiler does: by their lower case, a character at a time, with the dotted
    /// capital I as the only exception.
    /// </summary>
    public override IEnumerable<string> Claims(string identifier) =>
        [string.Concat(identifier.Select(c => c == '\u0130' ? 'i' : char.ToLowerInvariant(c)))];

    public override void OpenClass(string identifier, string summary)
    {
        Summary(summary);
        OpenSealed("Public", identifier);
    }

    public override void Clips(ClipMembers clips) => Text.Lines(new VisualBasicClips(this, clips).Write());

    public override void Method(string name, string type, string expression, string summary)
    {
        Summary(summary);
        Text.Line($"Public Shared Function {name}() As {Global(type)}");
        Text.Open("End Function");
        Text.Line($"Return {expression}");
        Text.Close();
        Text.Line();
    }

    public override string New(string type, params IEnumerable<string> arguments) => $"New {Global(type)}({string.Join(", ", arguments)})";

    public override string Global(string name) => "Global." + name;

    public override void CloseClass()
    {
        Text.Close();
        Text.Line();
    }

    public override string Identifier(string name) => $"[{name}]";

    /// <summary>Printable ASCII in quotes, all else by number: the compiler takes curly and wide quotes for quotes, too.</summary>
    public override string Literal(string text)
    {
        var literal = new StringBuilder();
        var isQuoted = false;
        foreach (var c in text)
        {
            var isPlain = c is >= ' ' and <= '~' and not '"';
            literal.Append((isQuoted, isPlain) switch
            {
                (true, false) => "\" & ",
                (false, true) => literal.Length > 0 ? " & \"" : "\"",
                (false, false) when literal.Length > 0 => " & ",
                _ => string.Empty,
            });
            literal.Append(isPlain ? c.ToString() : FormattableString.Invariant($"Global.Microsoft.VisualBasic.Strings.ChrW({(int)c})"));
            isQuoted = isPlain;
        }

        return literal.Length == 0 ? "\"\"" : literal.Append(isQuoted ? "\"" : string.Empty).ToString();
    }

    public override string Literal(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    public override string Literal(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "F";

    public override string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "R";

    /// <summary>A namespace that does not begin with Global would lie in the project's root namespace.</summary>
    protected override void OpenFile(CodeOptions options, string summary)
    {
        Text.Line("#Disable Warning");
        Text.Line();
        Text.Line(options.Namespace.Length > 0 ? $"Namespace Global.{Qualified(options.Namespace)}" : "Namespace Global");
        Text.Open("End Namespace");
        Summary(summary);
        OpenSealed(options.IsPublic ? "Partial Public" : "Partial Friend", options.ClassName);
    }

    protected override void Constant(TypeCode type, string name, string literal, string summary)
    {
        Summary(summary);
        Text.Line($"Public Const {name} As {Keyword(type)} = {literal}");
        Text.Line();
    }

    protected override void Row(TypeCode type, string name, IEnumerable<string> literals, string summary)
    {
        Summary(summary);
        Text.Line($"Public Shared ReadOnly Property {name} As {Keyword(type)}()");
        Text.Open("End Property");
        Text.Line("Get");
        Text.Open("End Get");
        Text.Line($"Return New {Keyword(type)}() {{{string.Join(", ", literals)}}}");
        Text.Close();
        Text.Close();
        Text.Line();
    }

    private static string Keyword(TypeCode type) => type switch
    {
        TypeCode.Int32 => "Integer",
        TypeCode.Int64 => "Long",
        TypeCode.Single => "Single",
        TypeCode.Double => "Double",
        _ => "String",
    };

    private void OpenSealed(string modifiers, string identifier)
    {
        Text.Line($"{modifiers} NotInheritable Class {Identifier(identifier)}");
        Text.Open("End Class");
        Text.Line("Private Sub New()");
        Text.Line("End Sub");
        Text.Line();
    }
}
