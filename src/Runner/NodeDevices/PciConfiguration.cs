using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.NodeDevices;

/// <summary>What a PCI function's configuration space tells.</summary>
/// <param name="IsBridge">A header of type 1.</param>
/// <param name="Express">What it says of PCI Express; null where it is conventional.</param>
internal sealed record PciConfiguration(bool IsBridge, XElement? Express)
{
    private const int Conventional = 256;
    private const byte ExpressCapability = 0x10;
    private const int RootComplexEndpoint = 9;

    private static readonly string?[] Speeds = [null, "2.5", "5", "8", "16", "32", "64"];

    public static PciConfiguration Read(HostFiles files, string path)
    {
        byte[] config = files.Bytes(path + "/config", Conventional);
        bool isBridge = config.Length > 0xe && (config[0xe] & 0x7f) == 1;
        int capability = Find(config);

        // a device whose list of capabilities does not show it has the larger space all the same
        bool isExpress = capability > 0 || ((config.Length < Conventional || !HasList(config)) && FileStatus.Of(files.At(path + "/config")) is { } status
            && status.Size > Conventional);
        return new PciConfiguration(isBridge, !isExpress ? null : new XElement("pci-express", Links(config, capability)));
    }

    /// <summary>What the link can do and how it is now; nothing where there is no link.</summary>
    private static XElement[] Links(ReadOnlySpan<byte> config, int at)
    {
        if (at == 0 || at + 0x14 > config.Length || ((config[at + 2] >> 4) & 0xf) >= RootComplexEndpoint)
        {
            return [];
        }

        uint can = BinaryPrimitives.ReadUInt32LittleEndian(config[(at + 0x0c)..]);
        uint now = BinaryPrimitives.ReadUInt16LittleEndian(config[(at + 0x12)..]);
        return can == 0 ? [] : [Link("cap", can, (can >> 24) & 0xff), Link("sta", now, null)];
    }

    private static XElement Link(string validity, uint bits, uint? port) => new(
        "link",
        new XAttribute("validity", validity),
        port is { } number ? new XAttribute("port", number) : null,
        (bits & 0xf) is var speed && speed < Speeds.Length && Speeds[speed] is { } word ? new XAttribute("speed", word) : null,
        new XAttribute("width", ((bits >> 4) & 0x3f).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Bit 4 of the status register: there is a list of capabilities.</summary>
    private static bool HasList(ReadOnlySpan<byte> config) => (config[6] & 0x10) != 0;

    /// <summary>Where the PCI Express capability begins; 0 where there is none.</summary>
    private static int Find(ReadOnlySpan<byte> config)
    {
        int at = config.Length >= Conventional && HasList(config) ? config[0x34] & 0xfc : 0;
        for (int steps = 0; at >= 0x40 && steps < 48; steps++)
        {
            if (config[at] == ExpressCapability)
            {
                return at;
            }

            at = config[at + 1] & 0xfc;
        }

        return 0;
    }
}
