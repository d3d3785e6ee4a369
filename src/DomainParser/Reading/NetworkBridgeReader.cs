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
            network.DelaySeconds = Number(bridge, "delay")
                ?? (bridge.Text("delay") is { } delay ? throw bridge.Refused($"Invalid delay value in network '{network.Name}'") : 0u);
        }

        if (cursor.FirstChild("mtu") is { } mtu)
        {
            network.Mtu = Number(mtu, "size") ?? (mtu.Text("size") is { } size
                ? throw mtu.Refused($"Invalid mtu size '{size}' in network '{network.Name}'") : null);
        }

        if (cursor.FirstChild("bridge") is { } manager)
        {
            network.MacTableManager = manager.NonEmpty("macTableManager") switch
            {
                null or "default" => null,
                var word and ("kernel" or "libvirt") => word,
                var word => throw manager.Refused($"Invalid macTableManager setting '{word}' in network '{network.Name}'"),
            };
        }

        if (cursor.FirstChild("mac") is { } mac && mac.Text("address") is { } address)
        {
            network.Mac = NetworkWords.Mac(address) is not { } read ? throw mac.Refused($"Invalid bridge mac address '{address}' in network '{network.Name}'")
                : NetworkWords.IsMulticast(read) ? throw mac.Refused($"Invalid multicast bridge mac address '{address}' in network '{network.Name}'")
                : read;
        }
    }

    private static uint? Number(XmlCursor cursor, string attribute) =>
        uint.TryParse(cursor.Text(attribute), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint value)
            ? value : null;
}
