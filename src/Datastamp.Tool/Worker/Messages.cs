using System.Text;
using Datastamp.Diagnostics;
using Datastamp.MSBuild.Protocol;

namespace Datastamp.Tool.Worker;

/// <summary>Standard output: a message a line, in UTF-8 whatever the locale.</summary>
internal sealed class Messages : IDisposable
{
    private readonly StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Tells a diagnostic. The build prints it as it comes, on terminals and in logs, so nothing in it may command them.</summary>
    public void Write(Diagnostic diagnostic) => Write(new StampMessage
    {
        Severity = diagnostic.Severity.ToString().ToLowerInvariant(),
        Code = diagnostic.Code,
        File = diagnostic.File is { } file ? VisibleText.Escaped(file) : null,
        Line = diagnostic.Line,
        Column = diagnostic.Column,
        Message = VisibleText.Escaped(diagnostic.Message),
    });

    public void Write(StampMessage message)
    {
        lock (output)
        {
            output.WriteLine(message.ToJson().ToString());
        }
    }

    public void Dispose() => output.Dispose();
}
