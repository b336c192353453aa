using System.Globalization;
using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests;

/// <summary>A lock that knows clips which nobody has, as many as are asked for.</summary>
internal static class ManyClips
{
    /// <summary>More numbers than code holds.</summary>
    public const int Many = 2000;

    private const string Columns =
        "bytes identity container codec videoStreams width height displayWidth displayHeight rotation pixelFormat bitDepth frameRate startTime duration timeBase "
        + "variableFrameRate shortestFrame longestFrame keyFrames frameCount frameCountSource headerFrames path";

    /// <summary>The text of a lock of one dataset. Clip i has 100 + i mod 300 frames, and lies in one of four folders.</summary>
    public static string Lock(string name, int count) => SealedLock.Seal($$"""
        {
          "version": 1,
          "videos": {
            "{{name}}": {
              "definition": { "pattern": "", "exclude": "", "frameCount": "Index", "identity": "Tables" },
              "fingerprint": "sha256:{{count.ToString("x64", CultureInfo.InvariantCulture)}}",
              "files": {{count.ToString(CultureInfo.InvariantCulture)}},
              "bytes": {{count.ToString(CultureInfo.InvariantCulture)}},
              "badFiles": [],
              "problems": [],
              "columns": "{{Columns}}",
              "rows": [
                {{string.Join(",\n        ", Enumerable.Range(0, count).Select(i => Row(i, count)))}}
              ]
            }
          }
        }

        """);

    private static string Row(int i, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"1 tables:{i:x64} mp4 h264 1 340 256 340 256 0 yuv420p 8 25/1 0/1 {100 + (i % 300)}/25 1/12800 false 1/25 1/25 1 {100 + (i % 300)} Index - label{i * 4 / count}/clip{i:000000}.mp4\"");
}
