namespace Datastamp.Output;

/// <summary>A language that constants are generated in.</summary>
public enum CodeLanguage
{
    /// <summary>C#.</summary>
    CSharp,

    /// <summary>Visual Basic.</summary>
    VisualBasic,

    /// <summary>F#.</summary>
    FSharp,
}
