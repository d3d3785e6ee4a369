using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>net-restore [NETWORK]</c>: makes active networks whole again, after `nft flush ruleset`, a reload of a firewall or the end of a dnsmasq.
/// </summary>
internal static class NetRestoreVerb
{
    public static Command Build(Io io)
    {
        var autostart = new Option<bool>("--autostart") { Description = "first start those that net-autostart has marked, once after each start of the host" };
        var command = new VerbCommand("net-restore", "make active networks whole again: packet rules, DHCP and DNS")
        {
            Examples = [("net-restore", "after `nft flush ruleset`"), ("net-restore --autostart", "when the host starts")],
        };
        var network = new Argument<string?>("NETWORK") { Description = "name or UUID; all where none is named", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(network);
        command.Options.Add(autostart);
        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            IReadOnlyDictionary<string, string> failures = parse.GetValue(autostart) ? networks.Autostart() : new Dictionary<string, string>();
            List<NetworkRecord> records = parse.GetValue(network) is { } what
                ? [networks.Store.Get(what)] : [.. networks.Store.All().Where(n => n.Owner == NetworkOwner.VirshLite)];
            foreach (NetworkRecord record in records)
            {
                IReadOnlyList<string> done = networks.Restore(record.Name);
                if (done.Count > 0 && !parse.GetValue(GlobalOptions.Quiet))
                {
                    io.Out.WriteLine($"Network {record.Name} restored: {string.Join(", ", done)}");
                }
            }

            IReadOnlyList<string> filtered = parse.GetValue(network) is null ? new FilterBindings(new Host(parse, io).Settings).Restore() : [];
            if (filtered.Count > 0 && !parse.GetValue(GlobalOptions.Quiet))
            {
                io.Out.WriteLine($"Network filters restored: {string.Join(", ", filtered)}");
            }

            if (failures.Count > 0)
            {
                throw DomainException.Operation(string.Join("\nerror: ", failures.Select(f => $"Failed to start network {f.Key}\nerror: {f.Value}")));
            }
        });
        return command;
    }
}
