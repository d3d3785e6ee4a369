using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Runner.Firewall;

/// <summary>Devices' rules as ebtables, iptables and ip6tables keep them, put up by libvirt's commands (nwfilter.md 4).</summary>
internal static class EbtablesRules
{
    private const string BridgedPackets = "/proc/sys/net/bridge/bridge-nf-call-";

    /// <summary>What is missing on this host for these rules; null where nothing is.</summary>
    public static string? Missing(DeviceRules rules)
    {
        HashSet<FilterLayer> layers = [.. rules.Placed.Select(r => r.Rule.Protocol?.Layer ?? FilterLayer.Ethernet)];
        (string Program, bool IsAsked)[] programs =
            [("ebtables", true), ("iptables", layers.Contains(FilterLayer.Ipv4)), ("ip6tables", layers.Contains(FilterLayer.Ipv6))];
        foreach ((string program, bool isAsked) in programs)
        {
            if (isAsked && ProgramPath.FindHelper(program) is null)
            {
                return $"the program {program} is not installed";
            }

            // without this the packets on bridges never come to the rules: nothing would be filtered
            if (isAsked && program != "ebtables" && KernelFiles.Read(BridgedPackets + program) != "1")
            {
                return $"net.bridge.bridge-nf-call-{program} is not 1 (the module br_netfilter has it)";
            }
        }

        return null;
    }

    /// <summary>Puts the rules of all these devices up beside what stands, then in its place; where one of them cannot be, all stay as they are.</summary>
    /// <exception cref="GuestException">A command failed.</exception>
    public static void PutUp(IReadOnlyList<DeviceRules> devices)
    {
        try
        {
            foreach (DeviceRules rules in devices)
            {
                Run(FilterCommands.Build(rules.Port, rules.Standing), rules.Port);
            }
        }
        catch
        {
            foreach (DeviceRules rules in devices)
            {
                Run(FilterCommands.RemoveNew(rules.Port), rules.Port);
            }

            throw;
        }

        foreach (DeviceRules rules in devices)
        {
            Run(FilterCommands.Switch(rules.Port), rules.Port);
        }
    }

    public static void Remove(string port) => Run(FilterCommands.RemoveAll(port), port);

    /// <summary>The devices whose frames are led through rules.</summary>
    public static IReadOnlySet<string> Standing() => (new HostCommand("ebtables", "--concurrent", "-t", "nat", "-L").TryRun()?.Output ?? "").Split('\n')
        .Select(l => l.TrimEnd().Split(" -j libvirt-")).Where(p => p.Length == 2 && p[1].Length > 2 && p[1][0] is ('I' or 'O')).Select(p => p[1][2..])
        .ToHashSet();

    private static void Run(IReadOnlyList<FilterCommand> commands, string port)
    {
        // chains that a chain jumps to can go only when that one is empty
        var waiting = new List<string>();
        foreach (FilterCommand command in commands)
        {
            if (command is not { Look: ListedChains.Removed } && command.Words is not [_, _, _, _, "-F" or "-X", ..])
            {
                RemoveAll(waiting);
            }

            // some ebtables let a frame pass at the end of a chain of one's own: it shall go back to where it came from
            string[] policy = command.Words is ["ebtables", .., "-N", _] ? ["-P", "RETURN"] : [];
            CommandResult? result = new HostCommand(command.Words[0], [.. command.Words.Skip(1), .. policy]).TryRun();
            if (result is not { Success: true })
            {
                if (!command.MayFail)
                {
                    throw new GuestException($"`{string.Join(' ', command.Words)}` failed: {result?.LastWords ?? "there is no such program"}");
                }

                continue;
            }

            if (command.Look == ListedChains.Removed)
            {
                Gather(result.Output, port, waiting);
            }
            else if (command.Look == ListedChains.Renamed)
            {
                foreach (string chain in SubChains(result.Output, port))
                {
                    Ebtables("-E", chain, FilterCommands.UsedName(chain, port));
                }
            }
        }

        RemoveAll(waiting);
    }

    /// <summary>What a chain jumps to, and what those do, the outermost first.</summary>
    private static void Gather(string listed, string port, List<string> chains)
    {
        foreach (string chain in SubChains(listed, port).Where(c => !chains.Contains(c)))
        {
            chains.Add(chain);
            Gather(Ebtables("-L", chain)?.Output ?? "", port, chains);
        }
    }

    private static void RemoveAll(List<string> chains)
    {
        foreach (string chain in chains)
        {
            Ebtables("-F", chain);
            Ebtables("-X", chain);
        }

        chains.Clear();
    }

    private static CommandResult? Ebtables(params string[] words) => new HostCommand("ebtables", ["--concurrent", "-t", "nat", .. words]).TryRun();

    /// <summary>The device's own chains among the targets of a listed one.</summary>
    private static IEnumerable<string> SubChains(string listed, string port) => listed.Split('\n')
        .Select(l => l.TrimEnd()).Where(l => l.Contains("-j ", StringComparison.Ordinal)).Select(l => l[(l.LastIndexOf("-j ", StringComparison.Ordinal) + 3)..])
        .Where(c => c.Length > 2 && "IOJP".Contains(c[0], StringComparison.Ordinal) && c[1..].StartsWith($"-{port}-", StringComparison.Ordinal)).Distinct();
}
