using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;bridge&gt;, &lt;mtu&gt; and &lt;mac&gt; of a network.</summary>
internal static class NetworkBridgeReader
{
    public static void Read(XmlCursor cursor, VirtualNetwork network)
    {
        if (cursor.FirstChild("bridge") is { } bridge)
        {
            network.Bridge = bridge.NonEmpty("name");
            network.Zone = bridge.NonEmpty("zone");
            network.Stp = bridge.Text("stp") != "off";
            network.DelaySeconds = Number(bridge, "delay", () => bridge.Refused($"Invalid delay value in network '{network.Name}'")) ?? 0;
            network.MacTableManager = bridge.NonEmpty("macTableManager") switch
            {
                null => null,
                var word and ("kernel" or "libvirt") => word,
                var word => throw bridge.Refused($"Invalid macTableManager setting '{word}' in network '{network.Name}'"),
            };
        }

        if (cursor.FirstChild("mac") is { } mac && mac.NonEmpty("address") is { } address)
        {
            network.Mac = NetworkWords.Mac(address) is not { } read ? throw mac.Refused($"Invalid bridge mac address '{address}' in network '{network.Name}'")
                : NetworkWords.IsMulticast(read) ? throw mac.Refused($"Invalid multicast bridge mac address '{address}' in network '{network.Name}'")
                : read;
        }

        if (cursor.FirstChild("mtu") is { } mtu)
        {
            network.Mtu = (uint?)Number(mtu, "size", () => mtu.Refused($"Invalid mtu size '{mtu.Text("size")}' in network '{network.Name}'"), uint.MaxValue);
        }
    }

    /// <summary>An empty one is none.</summary>
    private static ulong? Number(XmlCursor cursor, string attribute, Func<DomainException> refusal, ulong most = ulong.MaxValue) =>
        cursor.NonEmpty(attribute) is not { } text ? null
        : NetworkWords.TryNumber(text, out ulong value) && value <= most ? value
        : throw refusal();
}
