namespace Datastamp.Output.Languages;

/// <summary>The clips of one dataset in Visual Basic 14 and later, which has no spans: what would be one is an array's segment.</summary>
internal sealed class VisualBasicClips(VisualBasicCode code, ClipMembers clips) : ClipsCode(code, clips)
{
    private const string Collections = "Global.System.Collections.Generic";

    public string Write() => Paragraphs(
        Property("Public Shared", "Labels", "String()", "DirectCast(Columns.Labels.Clone(), String())"),
        Property("Public Shared", "All", "ClipList", "New ClipList()"),
        Clip(),
        List(),
        Columns());

    private string Clip() => $$"""
        {{Doc("Clip")}}
        Public Structure Clip
            Friend Sub New(index As Integer)
                Me.Index = index
            End Sub

            {{Doc("Index")}}
            Public ReadOnly Property Index As Integer

            {{Paragraphs([Path(), .. Clips.Numbers.Select(Number), Segments()]).Replace("\n", "\n    ", StringComparison.Ordinal)}}
        End Structure
        """;

    private string Path() => Paragraphs(
        Property("Public", "Path", "String", "Global.System.Text.Encoding.UTF8.GetString(Columns.Paths, Columns.PathOffsets(Index), Columns.PathOffsets(Index + 1) - Columns.PathOffsets(Index))"),
        Slice("PathUtf8", "Byte", "Paths", "Columns.PathOffsets(Index)", "Columns.PathOffsets(Index + 1) - Columns.PathOffsets(Index)"));

    private string Number(ClipColumn column) =>
        Property("Public", column.Name, Keyword(column), column.IsUniform ? Shared(column) : $"Columns.{column.Name}(Index)");

    private string Segments() => Clips.Segments == 0
        ? string.Empty
        : Slice("Segments", "Integer", Clips.SegmentIndices.Name, $"Index * {Clips.Segments}", $"{Clips.Segments}");

    private string Slice(string name, string keyword, string column, string start, string length) => Property(
        "Public", name, $"Global.System.ArraySegment(Of {keyword})", $"New Global.System.ArraySegment(Of {keyword})(Columns.{column}, {start}, {length})");

    private string Property(string modifiers, string name, string type, string value) => $$"""
        {{Doc(name)}}
        {{modifiers}} ReadOnly Property {{name}} As {{type}}
            Get
                Return {{value}}
            End Get
        End Property
        """;

    // A structure without any field is an error.
    private string List() => $$"""
        {{Doc("ClipList")}}
        Public Structure ClipList
            Implements {{Collections}}.IReadOnlyList(Of Clip)

            Private ReadOnly nothingElse As Byte

            {{Doc("Count")}}
            Public ReadOnly Property Count As Integer Implements {{Collections}}.IReadOnlyCollection(Of Clip).Count
                Get
                    Return ClipCount
                End Get
            End Property

            {{Doc("Item")}}
            Default Public ReadOnly Property Item(index As Integer) As Clip Implements {{Collections}}.IReadOnlyList(Of Clip).Item
                Get
                    If index < 0 OrElse index >= ClipCount Then
                        Throw New Global.System.ArgumentOutOfRangeException("index")
                    End If

                    Return New Clip(index)
                End Get
            End Property

            {{Doc("GetEnumerator")}}
            Public Function GetEnumerator() As ClipEnumerator
                Return New ClipEnumerator()
            End Function

            Private Iterator Function Sequence() As {{Collections}}.IEnumerator(Of Clip) Implements {{Collections}}.IEnumerable(Of Clip).GetEnumerator
                For index As Integer = 0 To ClipCount - 1
                    Yield New Clip(index)
                Next
            End Function

            Private Function Objects() As Global.System.Collections.IEnumerator Implements Global.System.Collections.IEnumerable.GetEnumerator
                Return Sequence()
            End Function
        End Structure

        {{Doc("ClipEnumerator")}}
        Public Structure ClipEnumerator
            Private following As Integer

            {{Doc("Current")}}
            Public ReadOnly Property Current As Clip
                Get
                    Return New Clip(following - 1)
                End Get
            End Property

            {{Doc("MoveNext")}}
            Public Function MoveNext() As Boolean
                If following = ClipCount Then
                    Return False
                End If

                following += 1
                Return True
            End Function
        End Structure
        """;

    private string Columns() => $$"""
        {{Doc("Columns")}}
        Private NotInheritable Class Columns
            {{(Clips.Block is { } block ? Read(block) : Literals()).Replace("\n", "\n    ", StringComparison.Ordinal)}}
        End Class
        """;

    private string Literals() => Paragraphs(
    [
        Array("Labels", "String", Labels(",\n    ")),
        .. Clips.Stored.Select(column => Array(column.Name, Keyword(column), Rows(column, ", ", "    "))),
    ]);

    private static string Array(string name, string keyword, string values) =>
        $"Friend Shared ReadOnly {name} As {keyword}() = New {keyword}() {{{(values.Length > 0 ? $"\n    {values}\n" : string.Empty)}}}";

    private string Read(ClipBlock block) => $$"""
        Friend Shared ReadOnly Labels As String()
        {{Lines(Clips.Stored.Select(column => $"Friend Shared ReadOnly {column.Name} As {Keyword(column)}()"), string.Empty)}}

        Shared Sub New()
            Using resource As Global.System.IO.Stream = GetType(Columns).Assembly.GetManifestResourceStream({{Literal(block.ResourceName)}})
                If resource Is Nothing Then
                    Throw New Global.System.Resources.MissingManifestResourceException({{Missing(block)}})
                End If

                Dim reader As New Global.System.IO.BinaryReader(resource)
                resource.Position = {{Literal(block.Start)}}
                If resource.Length < {{Literal(block.End)}} OrElse reader.ReadInt64() <> {{Literal(block.Identity)}} Then
                    Throw New Global.System.IO.InvalidDataException({{Damaged(block)}})
                End If

                Labels = New String(reader.ReadInt32() - 1) {}
                For i As Integer = 0 To Labels.Length - 1
                    Labels(i) = reader.ReadString()
                Next

                {{Lines(Clips.Stored.Select(column => $"{column.Name} = {Read(column)}"), "        ")}}
            End Using
        End Sub

        Private Shared Function Integers(reader As Global.System.IO.BinaryReader, count As Integer) As Integer()
            Dim values As Integer() = New Integer(count - 1) {}
            Dim size As Byte = reader.ReadByte()
            For i As Integer = 0 To count - 1
                values(i) = If(size = 1, CInt(reader.ReadByte()), If(size = 2, CInt(reader.ReadUInt16()), reader.ReadInt32()))
            Next

            Return values
        End Function

        Private Shared Function Doubles(reader As Global.System.IO.BinaryReader, count As Integer) As Double()
            Dim values As Double() = New Double(count - 1) {}
            For i As Integer = 0 To count - 1
                values(i) = reader.ReadDouble()
            Next

            Return values
        End Function
        """;

    private static string Read(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => $"reader.ReadBytes({column.Values.Length})",
        TypeCode.Double => $"Doubles(reader, {column.Values.Length})",
        _ => $"Integers(reader, {column.Values.Length})",
    };

    private static string Keyword(ClipColumn column) => column.Type switch
    {
        TypeCode.Byte => "Byte",
        TypeCode.Double => "Double",
        _ => "Integer",
    };
}
