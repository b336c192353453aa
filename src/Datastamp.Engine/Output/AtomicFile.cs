using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Output;

/// <summary>Writes whole files or nothing: UTF-8, no BOM, and only where the content is new.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes a file hold a text. The folder is made where it is missing; a link stays one.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static bool Write(string path, string text) => Write([(path, Encode(text))])[0];

    /// <summary>
    /// Makes files hold contents, all of them or none: every file is on the disk before the first takes its place. What is to
    /// have no content goes.
    /// </summary>
    /// <returns>Which files changed.</returns>
    /// <inheritdoc cref="Write(string, string)"/>
    public static IReadOnlyList<bool> Write(IReadOnlyList<(string Path, byte[]? Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var staged = new List<(string Path, string Target, string? Temporary)>();
        try
        {
            foreach (var (path, content) in files)
            {
                var target = Try(path, () => Target(path));
                staged.Add((path, target, Try(path, () => content is null || IsSame(target, content) ? null : Stage(target, file => file.Write(content)))));
            }

            foreach (var (path, target, temporary) in staged.Where(file => file.Temporary is not null))
            {
                Try(path, () => Place(temporary!, target));
            }

            foreach (var (path, _) in files.Where(file => file.Content is null && File.Exists(file.Path)))
            {
                Try(path, () => Remove(path));
            }

            return staged.ConvertAll(file => file.Temporary is not null);
        }
        finally
        {
            staged.ForEach(file => Discard(file.Temporary));
        }
    }

    /// <summary>Makes a file hold these lines, which are never all in memory.</summary>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static void Write(string path, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(lines);
        var target = Try(path, () => Target(path));
        string? temporary = null;
        try
        {
            temporary = Try(path, () => Stage(target, file =>
            {
                using var text = new StreamWriter(file, encoding, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
                foreach (var line in lines)
                {
                    text.WriteLine(line);
                }
            }));
            Try(path, () => Place(temporary, target));
        }
        finally
        {
            Discard(temporary);
        }
    }

    /// <summary>A text as it is written.</summary>
    /// <exception cref="DiagnosticException">DS0135: it has half of a character, which no file of text can hold.</exception>
    public static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return UnicodeText.IsWhole(text) ? encoding.GetBytes(text) : throw new DiagnosticException(Report.NotText(UnicodeText.AroundFlaw(text)));
    }

    private static T Try<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotWrite(path, e.Message), e);
        }
    }

    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static bool IsSame(string path, byte[] bytes) =>
        new FileInfo(path) is { Exists: true } file && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    private static string Remove(string path)
    {
        File.Delete(path);
        return path;
    }

    private static string Stage(string path, Action<FileStream> write)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("There is a folder of this name.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            write(file);
            file.Flush(flushToDisk: true);
            return temporary;
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    private static string Place(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        return path;
    }

    /// <summary>Nothing to do for one that took its place.</summary>
    private static void Discard(string? temporary)
    {
        if (temporary is not null && Path.Exists(Path.GetDirectoryName(temporary)))
        {
            File.Delete(temporary);
        }
    }
}
