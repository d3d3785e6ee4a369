using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-dhcp-leases NETWORK</c>: who has which address.</summary>
internal static class NetDhcpLeasesVerb
{
    public static Command Build(Io io)
    {
        var mac = new Option<string?>("--mac") { Description = "of this MAC only", HelpName = "MAC" };
        var command = new VerbCommand("net-dhcp-leases", "show the addresses that a network has given out") { Examples = [("net-dhcp-leases default", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.IsActive);
        command.Options.Add(mac);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            NetworkRecord record = new Host(parse, io).Networks.Store.Get(what);
            string? only = parse.GetValue(mac);
            if (only is not null && !(only.Split(':') is { Length: 6 } parts
                && parts.All(p => byte.TryParse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))))
            {
                throw DomainException.Operation($"Failed to get leases info for {what}\nerror: invalid MAC address: {only}");
            }

            IReadOnlyList<NetworkLeaseLine> leases = NetworkLeases.Of(record, only, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(
                    io,
                    [.. leases.Select(l => new LeaseAnswer(l.Lease.Expiry, l.Lease.Mac, l.Lease.Address.ToString(), l.Prefix, l.Lease.Hostname,
                        l.Lease.ClientId))],
                    AnswerJson.Default.LeaseAnswerArray);
                return;
            }

            var table = new TextTable("Expiry Time", "MAC address", "Protocol", "IP address", "Hostname", "Client ID or DUID");
            foreach (NetworkLeaseLine lease in leases)
            {
                table.Add(
                    DateTimeOffset.FromUnixTimeSeconds(lease.Lease.Expiry).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    lease.Lease.Mac ?? "-",
                    lease.IsIpv6 ? "ipv6" : "ipv4",
                    string.Create(CultureInfo.InvariantCulture, $"{lease.Lease.Address}/{lease.Prefix}"),
                    lease.Lease.Hostname ?? "-",
                    lease.Lease.ClientId ?? "-");
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
