using System.Globalization;
using System.Text;

namespace Datastamp.Definitions;

/// <summary>Makes names for datasets from paths, and valid, unique identifiers from any names.</summary>
public static class Identifiers
{
    // Metadata has names of up to 1023 bytes; a letter may take three, and numbers and suffixes follow.
    private const int MaxLength = 255;

    /// <summary>The name of a dataset that was given none: <c>data/train</c> becomes <c>DataTrain</c>.</summary>
    public static string FromPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(segment => segment is not ("." or "..")).ToArray();
        var own = Path.IsPathRooted(path) ? segments.TakeLast(1) : segments;
        return Pascal(string.Join(' ', own)) is { Length: > 0 } name ? name : "Dataset";
    }

    /// <summary>Valid identifiers for the names, in their order, each different from all others.</summary>
    /// <param name="names">Any texts.</param>
    /// <param name="reserved">Identifiers that none may be: a class can be named neither as the one around it nor as a member.</param>
    /// <param name="claims">What an identifier takes in a language; two identifiers differ if they share nothing of it.</param>
    public static IReadOnlyList<string> For(IEnumerable<string> names, IEnumerable<string> reserved, Func<string, IEnumerable<string>> claims)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(claims);
        var taken = new HashSet<string>(reserved.SelectMany(claims), StringComparer.Ordinal);
        var identifiers = new List<string>();
        foreach (var name in names)
        {
            var wanted = Valid(name);
            var identifier = wanted;
            for (var number = 2; taken.Overlaps(claims(identifier)); number++)
            {
                identifier = FormattableString.Invariant($"{wanted}{number}");
            }

            taken.UnionWith(claims(identifier));
            identifiers.Add(identifier);
        }

        return identifiers;
    }

    /// <summary>A namespace for a project's root namespace, which is made of its file's name: <c>3d-models.Data</c> becomes <c>_3d_models.Data</c>; empty stays empty.</summary>
    public static string NamespaceFrom(string rootNamespace)
    {
        ArgumentNullException.ThrowIfNull(rootNamespace);
        return string.Join('.', rootNamespace.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(Segment));

        static string Segment(string text)
        {
            var segment = string.Concat(text.Select(c => IsPart(c) ? c : '_'));
            return IsIdentifier(segment) ? segment : "_" + segment;
        }
    }

    /// <summary>Whether a name is an identifier as it stands, in every .NET language.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && name != "_" && !char.IsDigit(name[0]) && name.All(IsPart);

    private static string Valid(string name)
    {
        var valid = IsIdentifier(name) ? name : Pascal(name) is { Length: > 0 } pascal ? pascal : "Dataset";
        return valid[..Math.Min(valid.Length, MaxLength)];
    }

    private static string Pascal(string text)
    {
        var name = new StringBuilder();
        var start = true;
        foreach (var c in text)
        {
            if (!IsPart(c) || c == '_')
            {
                start = true;
                continue;
            }

            name.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? name.Insert(0, '_').ToString() : name.ToString();
    }

    /// <summary>Letters, decimal digits and the underscore: what every .NET language takes within a name.</summary>
    private static bool IsPart(char c) => c == '_' || char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
