using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Languages;

namespace Datastamp.Output;

/// <summary>Writes the file of code that holds a project's constants. The code needs no package and no file at run time.</summary>
public static class CodeFile
{
    /// <summary>The text of the file.</summary>
    /// <param name="options">Language, names and visibility.</param>
    /// <param name="results">The datasets and what is known of them, in the project's order.</param>
    public static string Write(CodeOptions options, IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(results);
        LanguageCode code = options.Language switch
        {
            CodeLanguage.VisualBasic => new VisualBasicCode(),
            CodeLanguage.FSharp => new FSharpCode(),
            _ => new CSharpCode(),
        };
        var identifiers = Identifiers.For(
            results.Select(item => item.Dataset.Name), [options.ClassName, .. ImageClassWriter.Members], code.Claims);
        code.Open(options, "What is true of the datasets of this project, measured by Datastamp.");
        foreach (var (identifier, (dataset, result)) in identifiers.Zip(results))
        {
            new ImageClassWriter(code, dataset, result).Write(identifier);
        }

        return code.Close();
    }
}
