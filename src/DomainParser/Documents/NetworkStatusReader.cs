using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>libvirt's status file of an active network, &lt;networkstatus&gt; (host-takeover.md 10.1).</summary>
public static class NetworkStatusReader
{
    private static readonly Dictionary<string, string> Iptables = new() { ["ipv4"] = "iptables", ["ipv6"] = "ip6tables", ["ethernet"] = "ebtables" };

    /// <exception cref="DomainException">The text is no status file of a network.</exception>
    public static NetworkStatus Read(string xml, string file = "status file")
    {
        XElement root = XmlSource.LoadRoot(xml, new ReadingOptions { FileName = file });
        XElement network = root.Name == "networkstatus" && root.Element("network") is { } found ? found
            : throw new DomainException($"'{file}' is no status file of a network: its root element is <{root.Name.LocalName}>");
        return new NetworkStatus(network.ToString(SaveOptions.DisableFormatting) + "\n",
            [.. root.Elements("firewall").SelectMany(f => f.Elements("group").Elements("action").Select(a => Removal(f, a)))]);
    }

    /// <summary>The command that takes one packet rule away.</summary>
    private static IReadOnlyList<string> Removal(XElement firewall, XElement action)
    {
        IEnumerable<string> words = action.Elements("args").Elements("item").Select(i => i.Value);
        return firewall.Attribute("backend")?.Value == "nftables" ? ["nft", .. words]
            : [Iptables.GetValueOrDefault(action.Attribute("layer")?.Value ?? "ipv4", "iptables"), .. action.Attribute("layer")?.Value == "ethernet"
                ? Array.Empty<string>() : ["-w"], .. words];
    }
}
