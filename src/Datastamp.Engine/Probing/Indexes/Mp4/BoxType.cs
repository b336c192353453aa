namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The four characters of the boxes that are read here, as numbers.</summary>
internal static class BoxType
{
    public const uint
        Ftyp = 0x66747970, Moov = 0x6D6F6F76, Mdat = 0x6D646174, Wide = 0x77696465, Free = 0x66726565, Skip = 0x736B6970,
        Pnot = 0x706E6F74, Moof = 0x6D6F6F66,
        Mvhd = 0x6D766864, Trak = 0x7472616B, Tkhd = 0x746B6864, Tref = 0x74726566, Chap = 0x63686170, Edts = 0x65647473,
        Elst = 0x656C7374, Mdia = 0x6D646961, Mdhd = 0x6D646864, Hdlr = 0x68646C72, Minf = 0x6D696E66, Stbl = 0x7374626C,
        Stsd = 0x73747364, Stts = 0x73747473, Ctts = 0x63747473, Stsc = 0x73747363, Stsz = 0x7374737A, Stz2 = 0x73747A32,
        Stco = 0x7374636F, Co64 = 0x636F3634, Stss = 0x73747373, Stps = 0x73747073, Sbgp = 0x73626770,
        Mvex = 0x6D766578, Trex = 0x74726578, Traf = 0x74726166, Tfhd = 0x74666864, Tfdt = 0x74666474, Trun = 0x7472756E,
        Pasp = 0x70617370, AvcC = 0x61766343, HvcC = 0x68766343, Av1C = 0x61763143, VpcC = 0x76706343, Esds = 0x65736473,
        Sinf = 0x73696E66, Frma = 0x66726D61;

    /// <summary>Whether it could be the type of a box: four printable characters, or the © of QuickTime before three.</summary>
    public static bool IsPlausible(uint type)
    {
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            var letter = (byte)(type >> shift);
            if (letter is < 0x20 or > 0x7E && !(shift == 24 && letter == 0xA9))
            {
                return false;
            }
        }

        return true;
    }
}
