namespace Datastamp.Output.Languages;

/// <summary>
/// The clips of one dataset in C# 7.3 and later. Columns are arrays, made once of the assembly's data: a span of literals would
/// allocate at each access in a program that is not optimized.
/// </summary>
internal sealed class CSharpClips(CSharpCode code, ClipMembers clips) : ClipsCode(code, clips)
{
    private const string IfSpans = "#if NETCOREAPP || NETSTANDARD2_1_OR_GREATER";

    private const string Sequence = "global::System.Collections.Generic.IEnumerable<Clip>";

    private const string Enumerator = "global::System.Collections.Generic.IEnumerator<Clip>";

    public string Write() => Paragraphs(
        $$"""
        {{Doc("Labels")}}
        {{IfSpans}}
        public static global::System.ReadOnlySpan<string> Labels => Columns.Labels;
        #else
        public static string[] Labels => (string[])Columns.Labels.Clone();
        #endif
        """,
        $$"""
        {{Doc("All")}}
        public static ClipList All => default(ClipList);
        """,
        Clip(),
        List(),
        Columns(),
        string.Empty);

    private string Clip() => $$"""
        {{Doc("Clip")}}
        public readonly struct Clip
        {
            internal Clip(int index)
            {
                Index = index;
            }

            {{Doc("Index")}}
            public int Index { get; }

            {{Paragraphs([Path(), .. Clips.Numbers.Select(Number), Segments()]).Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;

    private string Path() => $$"""
        {{Doc("Path")}}
        {{IfSpans}}
        public string Path => global::System.Text.Encoding.UTF8.GetString(PathUtf8);
        #else
        public string Path => global::System.Text.Encoding.UTF8.GetString(PathUtf8.Array, PathUtf8.Offset, PathUtf8.Count);
        #endif

        {{Slice("PathUtf8", "byte", "Paths", "Columns.PathOffsets[Index]", "Columns.PathOffsets[Index + 1] - Columns.PathOffsets[Index]")}}
        """;

    private string Number(ClipColumn column) => $$"""
        {{Doc(column.Name)}}
        public {{Keyword(column)}} {{column.Name}} => {{(column.IsUniform ? Shared(column) : $"Columns.{column.Name}[Index]")}};
        """;

    private string Segments() => Clips.Segments == 0
        ? string.Empty
        : Slice("Segments", "int", Clips.SegmentIndices.Name, $"Index * {Clips.Segments}", Literal((long)Clips.Segments));

    private string Slice(string name, string keyword, string column, string start, string length) => $$"""
        {{Doc(name)}}
        {{IfSpans}}
        public global::System.ReadOnlySpan<{{keyword}}> {{name}} => new global::System.ReadOnlySpan<{{keyword}}>(Columns.{{column}}, {{start}}, {{length}});
        #else
        public global::System.ArraySegment<{{keyword}}> {{name}} => new global::System.ArraySegment<{{keyword}}>(Columns.{{column}}, {{start}}, {{length}});
        #endif
        """;

    private string List() => $$"""
        {{Doc("ClipList")}}
        public readonly struct ClipList : global::System.Collections.Generic.IReadOnlyList<Clip>
        {
            {{Doc("Count")}}
            public int Count => ClipCount;

            {{Doc("Item")}}
            public Clip this[int index] => index >= 0 && index < ClipCount ? new Clip(index) : throw new global::System.ArgumentOutOfRangeException("index");

            {{Doc("GetEnumerator")}}
            public ClipEnumerator GetEnumerator() => default(ClipEnumerator);

            {{Enumerator}} {{Sequence}}.GetEnumerator()
            {
                foreach (var clip in this)
                {
                    yield return clip;
                }
            }

            global::System.Collections.IEnumerator global::System.Collections.IEnumerable.GetEnumerator() => (({{Sequence}})this).GetEnumerator();
        }

        {{Doc("ClipEnumerator")}}
        public struct ClipEnumerator
        {
            private int next;

            {{Doc("Current")}}
            public Clip Current => new Clip(next - 1);

            {{Doc("MoveNext")}}
            public bool MoveNext() => next < ClipCount && ++next > 0;
        }
        """;

    private string Columns() => $$"""
        {{Doc("Columns")}}
        private static class Columns
        {
            {{(Clips.Block is { } block ? Read(block) : Literals()).Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;

    private string Literals() => Paragraphs(
    [
        Array("Labels", "string", Labels(",\n    ")),
        .. Clips.Stored.Select(column => Array(column.Name, Keyword(column), Rows(column, ", ", "    "))),
    ]);

    private static string Array(string name, string keyword, string values) => $$"""
        public static readonly {{keyword}}[] {{name}} = new {{keyword}}[]
        {
            {{values}}
        };
        """;

    private string Read(ClipBlock block) => $$"""
        public static readonly string[] Labels;
        {{Lines(Clips.Stored.Select(column => $"public static readonly {Keyword(column)}[] {column.Name};"), string.Empty)}}

        static Columns()
        {
            using (var resource = typeof(Columns).Assembly.GetManifestResourceStream({{Literal(block.ResourceName)}}))
            {
                if (resource == null)
                {
                    throw new global::System.Resources.MissingManifestResourceException({{Missing(block)}});
                }

                var reader = new global::System.IO.BinaryReader(resource);
                resource.Position = {{Literal(block.Start)}};
                if (resource.Length < {{Literal(block.End)}} || reader.ReadInt64() != {{Literal(block.Identity)}})
                {
                    throw new global::System.IO.InvalidDataException({{Damaged(block)}});
                }

                Labels = new string[reader.ReadInt32()];
                for (var i = 0; i < Labels.Length; i++)
                {
                    Labels[i] = reader.ReadString();
                }

                {{Lines(Clips.Stored.Select(column => $"{column.Name} = {Read(column)};"), "        ")}}
            }
        }

        private static int[] Integers(global::System.IO.BinaryReader reader, int count)
        {
            var values = new int[count];
            var size = reader.ReadByte();
            for (var i = 0; i < count; i++)
            {
                values[i] = size == 1 ? reader.ReadByte() : size == 2 ? reader.ReadUInt16() : reader.ReadInt32();
            }

            return values;
        }

        private static double[] Doubles(global::System.IO.BinaryReader reader, int count)
        {
            var values = new double[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = reader.ReadDouble();
            }

            return values;
        }
        """;

    private string Read(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => $"reader.ReadBytes({Literal(column.Values.LongLength)})",
        TypeCode.Double => $"Doubles(reader, {Literal(column.Values.LongLength)})",
        _ => $"Integers(reader, {Literal(column.Values.LongLength)})",
    };

    private static string Keyword(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => "byte",
        TypeCode.Double => "double",
        _ => "int",
    };
}
