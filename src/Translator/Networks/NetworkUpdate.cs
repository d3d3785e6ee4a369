using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.Translator.Networks;

/// <summary>What is done to a part of a network.</summary>
public enum NetworkUpdateCommand
{
    Modify,
    Delete,
    AddLast,
    AddFirst,
}

/// <summary>A part of a network that can be named in an update; not all can be changed.</summary>
public enum NetworkSection
{
    Bridge,
    Domain,
    Ip,
    IpDhcpHost,
    IpDhcpRange,
    Forward,
    ForwardInterface,
    ForwardPf,
    Portgroup,
    DnsHost,
    DnsTxt,
    DnsSrv,
}

public static class NetworkSectionNames
{
    private static readonly EnumNames<NetworkSection> All = new(
        "bridge", "domain", "ip", "ip-dhcp-host", "ip-dhcp-range", "forward", "forward-interface", "forward-pf", "portgroup", "dns-host", "dns-txt", "dns-srv");

    extension(NetworkSection)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NetworkSection> Names => All;
    }
}

/// <summary>One change of a network's definition (networks.md 8).</summary>
/// <param name="Xml">The element.</param>
/// <param name="ParentIndex">Which &lt;ip&gt;; -1 = the first with DHCP, else the first of IPv4, else of IPv6.</param>
public sealed record NetworkUpdate(NetworkUpdateCommand Command, NetworkSection Section, string Xml, int ParentIndex = -1)
{
    public bool IsAdding => Command is NetworkUpdateCommand.AddFirst or NetworkUpdateCommand.AddLast;

    /// <summary>
    /// The network after it, checked as if it were read anew; the one before stays as it is.
    /// </summary>
    /// <exception cref="DomainException">It cannot be changed so.</exception>
    public VirtualNetwork Apply(VirtualNetwork network)
    {
        VirtualNetwork changed = Change(network);
        return NetworkReader.Read(NetworkWriter.Write(changed));
    }

    /// <summary>The same without the last check.</summary>
    /// <exception cref="DomainException">There is no such entry, it is there already, or the section cannot be changed.</exception>
    public VirtualNetwork Change(VirtualNetwork network)
    {
        // what is no XML is refused whatever the section
        _ = XmlSource.LoadRoot(Xml, Context.Options);
        VirtualNetwork copy = NetworkReader.Read(NetworkWriter.Write(network));
        switch (Section)
        {
            case NetworkSection.IpDhcpHost:
                DhcpUpdate.Host(copy, this);
                break;
            case NetworkSection.IpDhcpRange:
                DhcpUpdate.Range(copy, this);
                break;
            case NetworkSection.ForwardInterface:
                ForwardUpdate.Interface(copy, this);
                break;
            case NetworkSection.Portgroup:
                ForwardUpdate.PortGroup(copy, this);
                break;
            case NetworkSection.DnsHost:
                DnsUpdate.Host(copy, this);
                break;
            case NetworkSection.DnsTxt:
                DnsUpdate.Text(copy, this);
                break;
            case NetworkSection.DnsSrv:
                DnsUpdate.Service(copy, this);
                break;
            default:
                string section = Section == NetworkSection.ForwardPf ? "forward pf" : NetworkSection.Names[Section];
                throw new DomainException($"can't update '{section}' section of network '{network.Name}'", default, RefusalKind.NotSupported);
        }

        return copy;
    }

    private static ReadingContext Context => new(new ReadingOptions { FileName = "network update", IgnoreUnknown = true });

    /// <exception cref="DomainException">It is another element.</exception>
    internal NetworkSectionReader Open(string element, string network) => NetworkSectionReader.Open(Xml, element, network, Context);

    /// <summary>Puts an entry at the end that was asked for.</summary>
    internal void Add<T>(List<T> list, T entry) => list.Insert(Command == NetworkUpdateCommand.AddFirst ? 0 : list.Count, entry);

    /// <summary>Refuses what can only be added and taken away.</summary>
    internal void RefuseModify(string what)
    {
        if (Command == NetworkUpdateCommand.Modify)
        {
            throw new DomainException($"{what} cannot be modified, only added or deleted", default, RefusalKind.NotSupported);
        }
    }
}
