using System.Globalization;

namespace Datastamp.Output.Languages;

/// <summary>Constants in C# 7.3 and later: static classes. Rows are spans.</summary>
internal sealed class CSharpCode() : LanguageCode("//", "///")
{
    private bool hasClass;

    public override void OpenClass(string identifier, string summary)
    {
        if (hasClass)
        {
            Text.Line();
        }

        hasClass = true;
        Summary(summary);
        Text.Line($"public static class {Identifier(identifier)}");
        OpenBlock();
    }

    public override void Clips(ClipMembers clips) => Text.Lines(new CSharpClips(this, clips).Write());

    public override void Method(string name, string type, string expression, string summary)
    {
        Summary(summary);
        Text.Line($"public static {Global(type)} {name}() => {expression};");
        Text.Line();
    }

    public override string New(string type, params IEnumerable<string> arguments) => $"new {Global(type)}({string.Join(", ", arguments)})";

    public override string Global(string name) => "global::" + name;

    public override void CloseClass() => Text.Close();

    public override string Identifier(string name) => char.IsAsciiLetterLower(name[0]) || name[0] == '_' ? "@" + name : name;

    public override string Literal(string text) => Escaped(text);

    public override string Literal(long value) => value.ToString(CultureInfo.InvariantCulture);

    public override string Literal(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public override string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "d";

    protected override void OpenFile(CodeOptions options, string summary)
    {
        Text.Line("#pragma warning disable");
        Text.Line();
        if (options.Namespace.Length > 0)
        {
            Text.Line($"namespace {Qualified(options.Namespace)}");
            OpenBlock();
        }

        Summary(summary);
        Text.Line($"{(options.IsPublic ? "public" : "internal")} static partial class {Identifier(options.ClassName)}");
        OpenBlock();
    }

    protected override void Constant(TypeCode type, string name, string literal, string summary)
    {
        Summary(summary);
        Text.Line($"public const {Keyword(type)} {name} = {literal};");
        Text.Line();
    }

    /// <summary>The array never exists at run time where spans do: the compiler points into the assembly's data.</summary>
    protected override void Row(TypeCode type, string name, IEnumerable<string> literals, string summary)
    {
        var keyword = Keyword(type);
        var array = $"new {keyword}[] {{ {string.Join(", ", literals)} }}";
        Summary(summary);
        Text.Line("#if NETCOREAPP || NETSTANDARD2_1_OR_GREATER");
        Text.Line($"public static global::System.ReadOnlySpan<{keyword}> {name} => {array};");
        Text.Line("#else");
        Text.Line($"public static {keyword}[] {name} => {array};");
        Text.Line("#endif");
        Text.Line();
    }

    private static string Keyword(TypeCode type) => type switch
    {
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        _ => "string",
    };

    private void OpenBlock()
    {
        Text.Line("{");
        Text.Open("}");
    }
}
