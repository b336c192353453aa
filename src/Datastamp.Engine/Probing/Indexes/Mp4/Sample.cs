namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A sample of the track as its tables tell it, before edit lists. Times are in units of the track's time scale.</summary>
internal struct Sample
{
    /// <summary>Where its bytes begin in the file.</summary>
    public long Offset;

    /// <summary>Number of its bytes.</summary>
    public long Size;

    /// <summary>When it is decoded.</summary>
    public long DecodingTime;

    /// <summary>From then to when it is presented.</summary>
    public int Delay;

    /// <summary>How long until the next one is decoded.</summary>
    public uint Duration;

    /// <summary>Whether it can be decoded on its own.</summary>
    public bool IsKey;

    /// <summary>Whether it is not presented, whatever an edit list says.</summary>
    public bool IsHidden;

    /// <summary>Whether another sample entry than the one that is read describes it: its codec is not known.</summary>
    public bool IsForeign;

    /// <summary>Whether it may be presented. One without bytes is no frame: a player goes on showing the one before.</summary>
    public readonly bool IsPresentable => !IsHidden && Size > 0;

    /// <summary>When it is presented.</summary>
    public readonly long Time => DecodingTime + Delay;
}
