namespace Datastamp.Output.Languages;

/// <summary>
/// The clips of one dataset in F#, whose types do not nest: they stand in the dataset's module. The values of a module exist when
/// the program starts, so that what is to be read is lazy. A dataset may be called Int32 or Array: names are whole.
/// </summary>
/// <param name="code">The language.</param>
/// <param name="clips">What the code gives.</param>
/// <param name="dataset">The identifier of the dataset's module and type.</param>
internal sealed class FSharpClips(FSharpCode code, ClipMembers clips, string dataset) : ClipsCode(code, clips)
{
    private const string Core = "global.Microsoft.FSharp.Core.";

    private const string Int = "global.System.Int32";

    private const string Sequence = "global.System.Collections.Generic.IEnumerable<Clip>";

    private const string Reader = "(reader: global.System.IO.BinaryReader)";

    public IEnumerable<FSharpMember> InType() =>
    [
        Member("Labels", $"static member Labels = global.Microsoft.FSharp.Collections.Array.copy {dataset}.columns.Value.Labels"),
        Member("All", $"static member All = {dataset}.ClipList()"),
    ];

    public IEnumerable<FSharpMember> InModule() =>
    [
        Member("Columns", $$"""
            [<{{Core}}NoEquality; {{Core}}NoComparison>]
            type internal Columns =
                { Labels: global.System.String[]
                  {{Lines(Clips.Stored.Select(column => $"{column.Name}: {TypeOf(column)}[]"), "      ")}} }
            """),
        .. Clips.Block is { } block ? Read(block) : Literals(),
        Member("Clip", $$"""
            [<{{Core}}Struct>]
            type Clip internal (index: {{Int}}) =

                {{Paragraphs(Properties()).Replace("\n", "\n    ", StringComparison.Ordinal)}}
            """),
        Member("ClipEnumerator", Enumerator()),
        Member("ClipList", List()),
    ];

    private IEnumerable<string> Properties() =>
    [
        Property("Index", "index"),
        Property("Path", "global.System.Text.Encoding.UTF8.GetString(columns.Value.Paths, columns.Value.PathOffsets[index], columns.Value.PathOffsets[index + 1] - columns.Value.PathOffsets[index])"),
        Property("PathUtf8", "global.System.ArraySegment<global.System.Byte>(columns.Value.Paths, columns.Value.PathOffsets[index], columns.Value.PathOffsets[index + 1] - columns.Value.PathOffsets[index])"),
        .. Clips.Numbers.Select(column => Property(column.Name, column.IsUniform ? Shared(column) : $"columns.Value.{column.Name}[index]")),
        .. Clips.Segments > 0 ? new[] { Property("Segments", $"global.System.ArraySegment<{Int}>(columns.Value.{Clips.SegmentIndices.Name}, index * {Clips.Segments}, {Clips.Segments})") } : [],
    ];

    private string Property(string name, string value) => $"{Doc(name)}\nmember _.{name} = {value}";

    private string Enumerator() => $$"""
        [<{{Core}}Struct; {{Core}}NoEquality; {{Core}}NoComparison>]
        type ClipEnumerator =

            val mutable private next: {{Int}}

            {{Doc("Current")}}
            member this.Current = Clip(this.next - 1)

            {{Doc("MoveNext")}}
            member this.MoveNext() =
                if this.next < ClipCount then
                    this.next <- this.next + 1
                    true
                else
                    false
        """;

    private string List() => $$"""
        [<{{Core}}Struct>]
        type ClipList =

            {{Doc("Count")}}
            member _.Count = ClipCount

            {{Doc("Item")}}
            member _.Item
                with get (index: {{Int}}) =
                    if index < 0 || index >= ClipCount then
                        {{Core}}Operators.raise (global.System.ArgumentOutOfRangeException "index")

                    Clip index

            {{Doc("GetEnumerator")}}
            member _.GetEnumerator() = ClipEnumerator()

            interface global.System.Collections.Generic.IReadOnlyList<Clip> with
                member _.Count = ClipCount
                member this.Item with get index = this[index]
                member _.GetEnumerator() : global.System.Collections.Generic.IEnumerator<Clip> =
                    (global.Microsoft.FSharp.Collections.Seq.init ClipCount (fun index -> Clip index)).GetEnumerator()
                member this.GetEnumerator() : global.System.Collections.IEnumerator =
                    (this :> {{Sequence}}).GetEnumerator() :> global.System.Collections.IEnumerator
        """;

    private IEnumerable<FSharpMember> Literals() =>
    [
        Member("Columns", $$"""
            let internal columns =
                lazy
                    ({ Labels = [| {{Labels("; ")}} |]
                       {{Lines(Clips.Stored.Select(column => $"{column.Name} = [| {Rows(column, "; ", new(' ', 15))} |]"), new(' ', 11))}} }
                    : Columns)
            """),
    ];

    private IEnumerable<FSharpMember> Read(ClipBlock block) =>
    [
        Member("Columns", $$"""
            let private integers {{Reader}} (count: {{Int}}) : {{Int}}[] =
                let size = reader.ReadByte()
                global.Microsoft.FSharp.Collections.Array.init count (fun _ ->
                    if size = 1uy then {{Core}}Operators.int (reader.ReadByte())
                    elif size = 2uy then {{Core}}Operators.int (reader.ReadUInt16())
                    else reader.ReadInt32())
            """),
        Member("Columns", $$"""
            let private doubles {{Reader}} (count: {{Int}}) : global.System.Double[] =
                global.Microsoft.FSharp.Collections.Array.init count (fun _ -> reader.ReadDouble())
            """),
        Member("Columns", $$"""
            let private readColumns () : Columns =
                use resource =
                    match {{Core}}Operators.typeof<Columns>.Assembly.GetManifestResourceStream({{Literal(block.ResourceName)}}) with
                    | null -> {{Core}}Operators.raise (global.System.Resources.MissingManifestResourceException({{Missing(block)}}))
                    | stream -> stream
                let reader = new global.System.IO.BinaryReader(resource)
                resource.Position <- {{Literal(block.Start)}}
                if resource.Length < {{Literal(block.End)}} || reader.ReadInt64() <> {{Literal(block.Identity)}} then
                    {{Core}}Operators.raise (global.System.IO.InvalidDataException({{Damaged(block)}}))
                let labels = global.Microsoft.FSharp.Collections.Array.init (reader.ReadInt32()) (fun _ -> reader.ReadString())
                {{Lines(Clips.Stored.Select(column => $"let in{column.Name} = {Read(column)}"), "    ")}}
                { Labels = labels
                  {{Lines(Clips.Stored.Select(column => $"{column.Name} = in{column.Name}"), "      ")}} }
            """),
        Member("Columns", "let internal columns = lazy (readColumns ())"),
    ];

    private FSharpMember Member(string name, string lines) => new(Clips.Summaries[name], lines);

    private static string Read(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => $"reader.ReadBytes {column.Values.Length}",
        TypeCode.Double => $"doubles reader {column.Values.Length}",
        _ => $"integers reader {column.Values.Length}",
    };

    protected override string Literal(byte value) => base.Literal(value) + "uy";

    private static string TypeOf(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => "global.System.Byte",
        TypeCode.Double => "global.System.Double",
        _ => Int,
    };
}
