using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;devices&gt;: each kind into its list, in libvirt's list order (completion.md 2.1).</summary>
internal static class DevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
        domain.Emulator = devices.ChildText("emulator");
        DiskDevicesReader.Read(devices, domain);
        OtherDevicesReader.Read(devices, domain);
    }
}
