using Datastamp.Videos;

namespace Datastamp.Output;

/// <summary>A value that every table of videos has.</summary>
/// <param name="Name">Its name: a column's, or an object's member.</param>
/// <param name="Type">The type of its values; that of a nullable one where a value may be null.</param>
/// <param name="Value">The value of a video.</param>
internal sealed record VideoColumn(string Name, Type Type, Func<VideoFacts, object?> Value)
{
    public static VideoColumn Of<T>(string name, Func<VideoFacts, T> value) => new(name, typeof(T), facts => value(facts));
}
