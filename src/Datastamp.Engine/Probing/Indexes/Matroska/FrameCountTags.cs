using System.Globalization;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>The NUMBER_OF_FRAMES tags that mkvmerge writes for each track (RFC 9559, section 5.1.8).</summary>
internal sealed class FrameCountTags
{
    private readonly Dictionary<long, long> counts = [];

    /// <summary>What is claimed for the track with an identifier; null where nothing is.</summary>
    public long? Of(long track) => counts.TryGetValue(track, out var count) ? count : null;

    public void Read(VideoBytes bytes, EbmlElement tags)
    {
        foreach (var tag in EbmlReader.Children(bytes, tags))
        {
            if (tag.Id == MatroskaId.Tag)
            {
                ReadTag(bytes, tag);
            }
        }
    }

    private void ReadTag(VideoBytes bytes, EbmlElement tag)
    {
        long track = 0;
        long? count = null;
        foreach (var child in EbmlReader.Children(bytes, tag))
        {
            if (child.Id == MatroskaId.Targets)
            {
                foreach (var target in EbmlReader.Children(bytes, child))
                {
                    track = target.Id == MatroskaId.TagTrackUid ? EbmlReader.UInt(bytes, target) : track;
                }
            }
            else if (child.Id == MatroskaId.SimpleTag)
            {
                count = Count(bytes, child) ?? count;
            }
        }

        if (track != 0 && count is { } number)
        {
            counts[track] = number;
        }
    }

    private static long? Count(VideoBytes bytes, EbmlElement simpleTag)
    {
        var isCount = false;
        long? count = null;
        foreach (var child in EbmlReader.Children(bytes, simpleTag))
        {
            // Both are short in the tag that is looked for; others may hold long texts.
            if (child.Size > 32)
            {
                continue;
            }

            if (child.Id == MatroskaId.TagName)
            {
                isCount = EbmlReader.Text(bytes, child) == "NUMBER_OF_FRAMES";
            }
            else if (child.Id == MatroskaId.TagString &&
                long.TryParse(EbmlReader.Text(bytes, child), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                count = number;
            }
        }

        return isCount ? count : null;
    }
}
