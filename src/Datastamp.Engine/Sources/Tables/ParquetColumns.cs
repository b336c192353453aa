using Datastamp.Diagnostics;
using Parquet.Schema;

namespace Datastamp.Sources.Tables;

/// <summary>The columns of a Parquet file that images are in, as Hugging Face writes them.</summary>
/// <param name="Bytes">The encoded images.</param>
/// <param name="Path">The files that they were, or null.</param>
/// <param name="Label">The labels, or null.</param>
internal sealed record ParquetColumns(DataField Bytes, DataField? Path, DataField? Label)
{
    private static readonly string[] images = ["image", "img", "picture", "jpg", "png"];
    private static readonly string[] labels = ["label", "labels", "fine_label", "class", "cls"];
    private static readonly Type[] labelTypes = [typeof(ReadOnlyMemory<char>), typeof(int), typeof(long)];

    /// <summary>Finds them: <c>image.bytes</c> and <c>image.path</c>, or a column of bytes; then <c>label</c>.</summary>
    /// <exception cref="DiagnosticException">DS0121: there is no column of images.</exception>
    public static ParquetColumns Find(ParquetSchema schema, string path)
    {
        var fields = schema.GetDataFields().Where(field => !field.IsArray && field.MaxRepetitionLevel == 0).ToArray();
        DataField? Named(params string[] parts) => Array.Find(fields, field => field.Path.ToList().SequenceEqual(parts, StringComparer.OrdinalIgnoreCase));
        var image = images.Concat(fields.Where(field => field.Path.Length == 2).Select(field => field.Path.FirstPart!)).FirstOrDefault(name => IsBytes(Named(name, "bytes")));
        var bytes = image is null ? images.Append("bytes").Select(name => Named(name)).FirstOrDefault(IsBytes) : Named(image, "bytes");
        return new(
            bytes ?? throw new DiagnosticException(Report.NoImageColumn(path, schema.Fields.Select(field => field.Name))),
            image is not null && Named(image, "path") is { } name && IsText(name) ? name : null,
            labels.Select(label => Named(label)).FirstOrDefault(field => field is not null && labelTypes.Contains(field.ClrType)));
    }

    private static bool IsBytes(DataField? field) => field?.ClrType == typeof(ReadOnlyMemory<byte>);

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>);
}
