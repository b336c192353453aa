namespace Datastamp.Diagnostics;

/// <summary>Input is not as it must be. Carries what the user is told; nothing has been written.</summary>
public sealed class DiagnosticException : Exception
{
    /// <inheritdoc cref="DiagnosticException"/>
    public DiagnosticException(params IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <inheritdoc cref="DiagnosticException"/>
    public DiagnosticException(Diagnostic diagnostic, Exception inner)
        : base(diagnostic?.ToString(), inner) => Diagnostics = [diagnostic!];

    /// <summary>What to tell the user.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
