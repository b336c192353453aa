using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Output;

/// <summary>Writes whole files or nothing: UTF-8, no BOM, and only where the content is new.</summary>
public static class AtomicFile
{
    // Many more would take more handles than some systems give.
    private const int MostHeld = 500;

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
        var targets = files.Select(file => Try(file.Path, () => Target(file.Path))).ToArray();
        DeleteLeftOver(targets);
        var staged = new List<TemporaryFile?>();
        try
        {
            foreach (var ((path, content), target) in files.Zip(targets))
            {
                staged.Add(Try(path, () => content is null || IsSame(target, content) ? null : TemporaryFile.Write(target, file => file.Write(content))));
                if (staged.Count > MostHeld)
                {
                    staged[^1]?.Release();
                }
            }

            foreach (var ((path, _), temporary) in files.Zip(staged))
            {
                Try(path, () => temporary?.Place());
            }

            foreach (var (path, _) in files.Where(file => file.Content is null && File.Exists(file.Path)))
            {
                Try(path, () => File.Delete(path));
            }

            return staged.ConvertAll(file => file is not null);
        }
        finally
        {
            staged.ForEach(file => file?.Dispose());
        }
    }

    /// <summary>Makes a file hold these lines, which are never all in memory.</summary>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written; what was there before is unchanged.</exception>
    public static void Write(string path, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(lines);
        var target = Try(path, () => Target(path));
        DeleteLeftOver([target]);
        using var temporary = Try(path, () => TemporaryFile.Write(target, file =>
        {
            using var text = new StreamWriter(file, encoding, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            foreach (var line in lines)
            {
                text.WriteLine(line);
            }
        }));
        Try(path, temporary.Place);
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

    private static void Try(string path, Action write) => Try(path, () =>
    {
        write();
        return true;
    });

    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static bool IsSame(string path, byte[] bytes) =>
        new FileInfo(path) is { Exists: true } file && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    private static void DeleteLeftOver(IEnumerable<string> targets)
    {
        foreach (var folder in targets.Select(target => Path.GetDirectoryName(target)!).Distinct(StringComparer.Ordinal))
        {
            TemporaryFile.DeleteLeftOver(folder);
        }
    }
}
