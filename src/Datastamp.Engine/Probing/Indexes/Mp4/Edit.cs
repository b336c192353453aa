namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A part of a track's media that is presented, or a pause.</summary>
/// <param name="Duration">How long, in units of the movie's time scale.</param>
/// <param name="MediaTime">Where it begins in the media, in units of the track's time scale; -1 for a pause.</param>
internal readonly record struct Edit(long Duration, long MediaTime)
{
    public bool IsEmpty => MediaTime == -1;
}
