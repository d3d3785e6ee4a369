using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;nvram&gt;.</summary>
internal static class NvramReader
{
    public static Nvram Read(XmlCursor cursor)
    {
        var nvram = new Nvram();
        DeviceReader.ReadCommon(cursor, nvram);
        return nvram;
    }
}
