using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>The files of one network while it is active: <c>STATE/network/NAME.*</c>.</summary>
internal sealed class NetworkFiles(Settings settings, string name)
{
    public static string DirectoryOf(Settings settings) => StateFiles.Networks(settings);

    public string Directory { get; } = DirectoryOf(settings);

    /// <summary>The XML it was started with, bridge and MAC filled in: its being there is what makes the network active.</summary>
    public string State => Of("xml");

    /// <summary>dnsmasq's configuration.</summary>
    public string Configuration => Of("conf");

    public string Pid => Of("pid");

    public string Leases => Of("leases");

    public string DhcpHosts => Of("hostsfile");

    public string DnsHosts => Of("addnhosts");

    public IReadOnlyList<string> All => [State, Configuration, Pid, Leases, DhcpHosts, DnsHosts];

    private string Of(string extension) => $"{Directory}/{name}.{extension}";
}
