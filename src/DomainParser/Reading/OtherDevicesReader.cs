using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Character devices, graphics, audio, video, input and the small devices.</summary>
internal static class OtherDevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
    }
}
