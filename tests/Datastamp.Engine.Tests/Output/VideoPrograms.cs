namespace Datastamp.Tests.Output;

/// <summary>
/// A program a language that prints all that generated code knows of one dataset, called <c>DATASET</c>; then the exceptions of
/// bad indices, and the bytes that two ways to loop allocate.
/// </summary>
internal static class VideoPrograms
{
    public const string CSharp = """
        using System;
        using System.Linq;

        internal static class DumpDATASET
        {
            public static void Run()
            {
                Console.WriteLine(FormattableString.Invariant($"{Datasets.DATASET.ClipCount} {Datasets.DATASET.FrameCount} {Datasets.DATASET.Duration:R} {Datasets.DATASET.Fingerprint}"));
                foreach (var label in Datasets.DATASET.Labels)
                {
                    Console.WriteLine(string.Join(" ", label.Select(c => (int)c)));
                }

                foreach (var clip in Datasets.DATASET.All)
                {
                    Console.WriteLine(FormattableString.Invariant($"{clip.Index} {clip.Width} {clip.Height} {clip.FrameCount} {clip.FrameRate:R} {clip.LabelIndex}"));
                    Console.WriteLine(string.Join(" ", clip.Path.Select(c => (int)c)));
                    Console.WriteLine(Convert.ToHexString(clip.PathUtf8));
                    /*SEGMENTS*/Console.WriteLine(string.Join(" ", clip.Segments.ToArray()));
                }

                foreach (var index in new[] { -1, Datasets.DATASET.All.Count })
                {
                    try
                    {
                        _ = Datasets.DATASET.All[index];
                    }
                    catch (Exception e)
                    {
                        Console.WriteLine(e.GetType().Name);
                    }
                }

                Console.WriteLine(string.Join(" ", Datasets.DATASET.All.Select(clip => clip.Index).Reverse().Take(3)));
                Loop();
                var before = GC.GetAllocatedBytesForCurrentThread();
                Loop();
                Console.WriteLine(GC.GetAllocatedBytesForCurrentThread() - before);
            }

            private static long Loop()
            {
                var sum = 0L;
                foreach (var clip in Datasets.DATASET.All)
                {
                    sum += 0L + clip.PathUtf8[0] + clip.PathUtf8.Length + clip.Width + clip.Height + clip.FrameCount + (long)clip.FrameRate + clip.LabelIndex;
                    /*SEGMENTS*/sum += clip.Segments[0];
                }

                for (var i = 0; i < Datasets.DATASET.All.Count; i++)
                {
                    sum += Datasets.DATASET.All[i].Width;
                }

                return sum;
            }
        }
        """;

    public const string VisualBasic = """
        Imports System
        Imports System.Linq

        Friend Module DumpDATASET
            Public Sub Run()
                Console.WriteLine(FormattableString.Invariant($"{Datasets.DATASET.ClipCount} {Datasets.DATASET.FrameCount} {Datasets.DATASET.Duration:R} {Datasets.DATASET.Fingerprint}"))
                For Each label In Datasets.DATASET.Labels
                    Console.WriteLine(String.Join(" ", label.Select(Function(c) AscW(c))))
                Next

                For Each clip In Datasets.DATASET.All
                    Console.WriteLine(FormattableString.Invariant($"{clip.Index} {clip.Width} {clip.Height} {clip.FrameCount} {clip.FrameRate:R} {clip.LabelIndex}"))
                    Console.WriteLine(String.Join(" ", clip.Path.Select(Function(c) AscW(c))))
                    Console.WriteLine(Convert.ToHexString(clip.PathUtf8.ToArray()))
                    /*SEGMENTS*/Console.WriteLine(String.Join(" ", clip.Segments))
                Next

                For Each index In New Integer() {-1, Datasets.DATASET.All.Count}
                    Try
                        Dim unused = Datasets.DATASET.All(index)
                    Catch e As Exception
                        Console.WriteLine(e.GetType().Name)
                    End Try
                Next

                Console.WriteLine(String.Join(" ", Datasets.DATASET.All.Select(Function(clip) clip.Index).Reverse().Take(3)))
                Turn()
                Dim before = GC.GetAllocatedBytesForCurrentThread()
                Turn()
                Console.WriteLine(GC.GetAllocatedBytesForCurrentThread() - before)
            End Sub

            Private Function Turn() As Long
                Dim sum = 0L
                For Each clip In Datasets.DATASET.All
                    sum += 0L + clip.PathUtf8.Array(clip.PathUtf8.Offset) + clip.PathUtf8.Count + clip.Width + clip.Height + clip.FrameCount + CLng(clip.FrameRate) + clip.LabelIndex
                    /*SEGMENTS*/sum += clip.Segments.Array(clip.Segments.Offset)
                Next

                For i = 0 To Datasets.DATASET.All.Count - 1
                    sum += Datasets.DATASET.All(i).Width
                Next

                Return sum
            End Function
        End Module
        """;

    public const string FSharp = """
        module DumpDATASET

        // The compiler thinks that members may change a structure of the same project.
        #nowarn "52"

        open System

        let loop () =
            let mutable sum = 0L
            for clip in Datasets.DATASET.All do
                sum <- sum + int64 clip.PathUtf8[0] + int64 (clip.PathUtf8.Count + clip.Width + clip.Height + clip.FrameCount + int clip.FrameRate + clip.LabelIndex)
                /*SEGMENTS*/sum <- sum + int64 clip.Segments[0]
            for i in 0 .. Datasets.DATASET.All.Count - 1 do
                sum <- sum + int64 (Datasets.DATASET.All[i]).Width
            sum

        let run () =
            Console.WriteLine(FormattableString.Invariant $"{Datasets.DATASET.ClipCount} {Datasets.DATASET.FrameCount} {Datasets.DATASET.Duration:R} {Datasets.DATASET.Fingerprint}")
            for label in Datasets.DATASET.Labels do
                Console.WriteLine(String.Join(" ", Seq.map int label))
            for clip in Datasets.DATASET.All do
                Console.WriteLine(FormattableString.Invariant $"{clip.Index} {clip.Width} {clip.Height} {clip.FrameCount} {clip.FrameRate:R} {clip.LabelIndex}")
                Console.WriteLine(String.Join(" ", Seq.map int clip.Path))
                Console.WriteLine(Convert.ToHexString(clip.PathUtf8.ToArray()))
                /*SEGMENTS*/Console.WriteLine(String.Join(" ", clip.Segments))
            for index in [ -1; Datasets.DATASET.All.Count ] do
                try
                    Datasets.DATASET.All[index] |> ignore
                with e ->
                    Console.WriteLine(e.GetType().Name)
            Console.WriteLine(String.Join(" ", Datasets.DATASET.All |> Seq.map (fun clip -> clip.Index) |> Seq.rev |> Seq.truncate 3))
            loop () |> ignore
            let before = GC.GetAllocatedBytesForCurrentThread()
            loop () |> ignore
            Console.WriteLine(GC.GetAllocatedBytesForCurrentThread() - before)
        """;

    /// <summary>The program, for one dataset.</summary>
    public static string For(string program, string identifier, bool hasSegments) => program
        .Replace("DATASET", identifier, StringComparison.Ordinal)
        .ReplaceLineEndings("\n")
        .Split('\n')
        .Where(line => hasSegments || !line.Contains("/*SEGMENTS*/", StringComparison.Ordinal))
        .Aggregate(string.Empty, (text, line) => text + line.Replace("/*SEGMENTS*/", string.Empty, StringComparison.Ordinal) + "\n");
}
