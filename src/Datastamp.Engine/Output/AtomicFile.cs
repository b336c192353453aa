using System.Text;
using Datastamp.Diagnostics;

namespace Datastamp.Output;

/// <summary>Writes whole files or nothing: UTF-8, no BOM, and only where the content is new.</summary>
public static class AtomicFile
{
    /// <summary>Makes a file hold a text. The folder is made where it is missing.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static bool Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                return false;
            }

            Replace(path, bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotWrite(path, e.Message), e);
        }
    }

    private static void Replace(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
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
