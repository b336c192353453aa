using System.Text;
using Datastamp.Diagnostics;

namespace Datastamp.Output;

/// <summary>Writes whole files or nothing: UTF-8, no BOM, and only where the content is new.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes a file hold a text. The folder is made where it is missing; a link stays one.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static bool Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = encoding.GetBytes(text);
        return Try(path, target =>
        {
            if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(bytes))
            {
                return false;
            }

            Replace(target, file => file.Write(bytes));
            return true;
        });
    }

    /// <summary>Makes a file hold these lines, which are never all in memory.</summary>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static void Write(string path, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(lines);
        Try(path, target =>
        {
            Replace(target, file =>
            {
                using var text = new StreamWriter(file, encoding, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
                foreach (var line in lines)
                {
                    text.WriteLine(line);
                }
            });
            return true;
        });
    }

    private static bool Try(string path, Func<string, bool> write)
    {
        try
        {
            var file = new FileInfo(path);
            return write(file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotWrite(path, e.Message), e);
        }
    }

    private static void Replace(string path, Action<FileStream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
