using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Languages;

namespace Datastamp.Output;

/// <summary>Writes the file of code that holds a project's constants. The code needs no package and no file at run time.</summary>
public static class CodeFile
{
    /// <summary>The text of the file, and the data beside it.</summary>
    /// <param name="options">Language, names and visibility.</param>
    /// <param name="known">The datasets and what is known of them.</param>
    public static GeneratedCode Write(CodeOptions options, KnownDatasets known)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(known);
        LanguageCode code = options.Language switch
        {
            CodeLanguage.VisualBasic => new VisualBasicCode(),
            CodeLanguage.FSharp => new FSharpCode(),
            _ => new CSharpCode(),
        };
        var identifiers = Identifiers.For(
            known.Names, [options.ClassName, .. ImageClassWriter.Members, .. VideoClassWriter.Members], code.Claims);
        using var data = new ClipDataWriter(options.ResourceName);
        code.Open(options, "What is true of the datasets of this project, measured by Datastamp.");
        foreach (var (identifier, (dataset, result)) in identifiers.Zip(known.Images))
        {
            new ImageClassWriter(code, dataset, result, options.HasTransforms).Write(identifier);
        }

        foreach (var (identifier, (dataset, result)) in identifiers.Skip(known.Images.Count).Zip(known.Videos))
        {
            new VideoClassWriter(code, dataset, result, data).Write(identifier);
        }

        return new(code.Close(), data.ToArray());
    }
}
