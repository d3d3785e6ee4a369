using VirshLite.Translator.Context;

namespace VirshLite.Translator.Networks;

/// <summary>The files of one network (networks.md 1). What lasts stands where libvirt has it, so that leases outlive a change of hands.</summary>
/// <param name="State">Gone with a reboot: <c>STATE/network</c>.</param>
/// <param name="Dnsmasq">Lasting: <c>/var/lib/libvirt/dnsmasq</c>.</param>
public sealed record NetworkPaths(string State, string Dnsmasq, string Name)
{
    /// <summary>libvirt's own directory for dnsmasq's files.</summary>
    public const string LibvirtDnsmasq = "/var/lib/libvirt/dnsmasq";

    public static NetworkPaths Of(Settings settings, string name) => new(StateOf(settings), LibvirtDnsmasq, name);

    public static string StateOf(Settings settings) => settings.StateDirectory + "/network";

    /// <summary>The XML it was started with, bridge and MAC filled in: its being there is what makes the network active.</summary>
    public string StateFile => $"{State}/{Name}.xml";

    /// <summary>What undoes its start; without the state file it tells of a start that was cut off.</summary>
    public string Journal => $"{State}/{Name}.undo";

    public string Pid => $"{State}/{Name}.pid";

    /// <summary>Ports of guests' interfaces, one file each.</summary>
    public string Ports => $"{State}/{Name}.ports";

    /// <summary>It was taken over from libvirt as it stood: its XML as it was then.</summary>
    public string Taken => $"{State}/{Name}.taken";

    /// <summary>dnsmasq's configuration.</summary>
    public string Configuration => $"{Dnsmasq}/{Name}.conf";

    public string DhcpHosts => DnsmasqConfiguration.FileName(Dnsmasq, Name, "hostsfile");

    public string DnsHosts => DnsmasqConfiguration.FileName(Dnsmasq, Name, "addnhosts");

    /// <summary>The leases of a bridge's guests.</summary>
    public static string Leases(string directory, string bridge) => $"{directory}/{bridge}.status";

    /// <summary>The MACs of a bridge's guests.</summary>
    public static string Macs(string directory, string bridge) => $"{directory}/{bridge}.macs";
}
