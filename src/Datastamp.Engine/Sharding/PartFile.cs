using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Output;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Sharding;

/// <summary>
/// A part as a file of JSON. Its last value, <c>checksum</c>, is SHA-256 over the rest as JSON without white space, so that a
/// file that was cut off, edited or damaged is never joined.
/// </summary>
public static class PartFile
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    private const int Depth = 16;

    /// <summary>Writes a part to its file, whole or not at all.</summary>
    /// <exception cref="DiagnosticException">DS0302: it cannot be written.</exception>
    public static void Write(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        AtomicFile.Write(part.File, Text(part));
    }

    /// <summary>Reads a part, trusting nothing.</summary>
    /// <exception cref="DiagnosticException">DS0105: unreadable; DS0401: no valid part; DS0402: a newer one.</exception>
    public static Part Read(string file)
    {
        try
        {
            return PartReader.Read(file, Parse(file));
        }
        catch (JsonReaderException e)
        {
            throw new DiagnosticException(Report.PartInvalid(file, e.Message, e.LineNumber, e.LinePosition), e);
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Report.PartInvalid(file, e.Message), e);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            // Numbers that no images have.
            throw new DiagnosticException(Report.PartInvalid(file, e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("part", file, e.Message), e);
        }
    }

    internal static string Text(Part part) => JsonText.Write(JsonChecksum.Add(PartJson.Write(part)));

    private static JObject Parse(string file)
    {
        using var text = UntrustedJson.Open(file);
        var json = UntrustedJson.Read(text, Depth);
        if (json["version"] is not JValue { Value: long and > 0 and var version })
        {
            throw new JsonException("it has no version");
        }

        if (version > Version)
        {
            throw new DiagnosticException(Report.PartTooNew(file, version, Version));
        }

        return JsonChecksum.Holds(json) ? json : throw new JsonException("its checksum is not that of its content, so it was cut off, edited or damaged");
    }
}
