using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Caching;

/// <summary>
/// What was last found in one dataset: a file's hash for its name, length and time, and the result for all files together.
/// In lines: the writer's version; the result as JSON, or nothing; then length, ticks, hash and key of each file, in ordinal
/// order of keys.
/// </summary>
/// <param name="file">Where it is kept; null for nowhere.</param>
/// <param name="guard">Keeps other processes out.</param>
/// <param name="definition">What is measured.</param>
/// <param name="report">Told where the record cannot be used, which costs time only.</param>
internal sealed class MeasurementRecord(string? file, IDisposable? guard, MeasuredDefinition definition, Action<Diagnostic> report) : IDisposable
{
    // Another build of this program may measure otherwise.
    private static readonly string version = $"datastamp 1 {typeof(MeasurementRecord).Module.ModuleVersionId:N}";

    // What was recalled, if the file is of exactly that.
    private FingerprintBuilder? complete;

    /// <summary>The last result, once it was recalled.</summary>
    public ImageResult? Known { get; private set; }

    /// <summary>The samples' hashes, as far as they are known.</summary>
    public FingerprintBuilder Recall(IReadOnlyList<Sample> samples)
    {
        var fingerprint = new FingerprintBuilder(samples);
        if (!File.Exists(file))
        {
            return fingerprint;
        }

        try
        {
            using var lines = File.ReadLines(file).GetEnumerator();
            if (lines.MoveNext() && string.Equals(lines.Current, version, StringComparison.Ordinal) && lines.MoveNext())
            {
                Known = Parse(lines.Current);
                complete = Recall(lines, fingerprint) ? fingerprint : null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(file, e.Message));
        }

        return fingerprint;
    }

    /// <summary>The result for these contents, if it is known.</summary>
    public ImageResult? Find(string fingerprint) =>
        Known is { } result && string.Equals(result.Fingerprint, fingerprint, StringComparison.Ordinal) && definition.Equals(result.Definition) ? result : null;

    /// <summary>Keeps what is known now.</summary>
    /// <param name="fingerprint">All hashes.</param>
    /// <param name="result">What was measured of them, or null to keep what was known before.</param>
    public void Save(FingerprintBuilder fingerprint, ImageResult? result = null)
    {
        if (file is null || (fingerprint == complete && result is null))
        {
            return;
        }

        Known = result ?? Known;
        try
        {
            AtomicFile.Write(file, Lines(fingerprint));
            complete = fingerprint;
        }
        catch (DiagnosticException e)
        {
            report(Report.NotShared(file, e.Diagnostics[0].Message));
        }
    }

    public void Dispose() => guard?.Dispose();

    private IEnumerable<string> Lines(FingerprintBuilder fingerprint)
    {
        yield return version;
        yield return Known is null ? string.Empty : ImageResultJson.Write(Known).ToString(Formatting.None);
        for (var i = 0; i < fingerprint.Samples.Count; i++)
        {
            var (key, length, ticks) = fingerprint.Samples[i];
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{length} {ticks} {Convert.ToHexStringLower(fingerprint.Hash(i))} {Uri.EscapeDataString(key)}");
        }
    }

    private ImageResult? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : ImageLockReader.Read(file!, "record", JToken.Parse(line));
        }
        catch (Exception e) when (e is JsonException or DiagnosticException)
        {
            // A damaged record is as good as none: it will be written again.
            return null;
        }
    }

    /// <summary>Both are in order of keys.</summary>
    /// <returns>Whether the record is of exactly these samples.</returns>
    private static bool Recall(IEnumerator<string> lines, FingerprintBuilder fingerprint)
    {
        var samples = fingerprint.Samples;
        var index = 0;
        var same = true;
        while (lines.MoveNext())
        {
            if (lines.Current.Split(' ') is not [var length, var ticks, { Length: 64 } hash, var escaped])
            {
                return false;
            }

            var key = Uri.UnescapeDataString(escaped);
            while (index < samples.Count && string.CompareOrdinal(samples[index].Key, key) < 0)
            {
                same = false;
                index++;
            }

            if (index < samples.Count && IsSame(samples[index], key, length, ticks) && Hash(hash) is { } bytes)
            {
                fingerprint.Add(index, (int)samples[index].Length, bytes);
                index++;
            }
            else
            {
                same = false;
            }
        }

        return same && index == samples.Count;
    }

    private static bool IsSame(Sample sample, string key, string length, string ticks) =>
        sample.Ticks > 0
        && string.Equals(sample.Key, key, StringComparison.Ordinal)
        && string.Equals(sample.Length.ToString(CultureInfo.InvariantCulture), length, StringComparison.Ordinal)
        && string.Equals(sample.Ticks.ToString(CultureInfo.InvariantCulture), ticks, StringComparison.Ordinal);

    private static byte[]? Hash(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
