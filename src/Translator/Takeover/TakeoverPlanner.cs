using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Takeover;

/// <summary>
/// How a host goes from libvirt to VirshLite with its guests running, and back (host-takeover.md 2). Everything stays where it is: definitions and status files
/// are used in place, and libvirt's daemon, which would act on them too, is stopped and masked.
/// </summary>
public static class TakeoverPlanner
{
    /// <summary>Services and sockets of the daemons that mind guests and networks (host-takeover.md 2.2); those that are not there do not matter.</summary>
    public static readonly IReadOnlyList<string> DaemonUnits =
    [
        .. UnitsOf("libvirtd", "-ro", "-admin", "-tcp", "-tls"), .. UnitsOf("virtqemud", "-ro", "-admin"), .. UnitsOf("virtnetworkd", "-ro", "-admin"),
        .. UnitsOf("virtproxyd", "-ro", "-admin", "-tcp", "-tls"),
    ];

    public const string LibvirtGuests = "libvirt-guests.service";

    public const string OwnService = "virshlite-guests.service";

    private const string Systemctl = "systemctl";

    /// <param name="facts">The host.</param>
    /// <param name="host">Accounts and files, for what files belong to.</param>
    /// <param name="withGuests">False: only definitions change hands; a guest that runs stands in the way.</param>
    public static TakeoverPlan Plan(TakeoverFacts facts, IHostFacts host, bool withGuests = true)
    {
        List<string> refusals = [.. facts.Guests.Where(g => !g.IsTaken).Select(g => TakeoverRules.Refusal(g) is { } why ? $"guest '{g.Name}': {why}" : null)
            .OfType<string>()];
        if (!withGuests)
        {
            refusals = [.. facts.Guests.Where(g => !g.IsTaken).Select(g => $"guest '{g.Name}' runs: shut it down, or take it over as it runs (without --inactive)")];
        }

        refusals.AddRange(facts.Networks.Where(n => n is { IsTaken: false, Problem: not null }).Select(n => $"network '{n.Name}': {n.Problem}"));
        refusals.AddRange(Clashes(facts));
        GuestTakeover[] guests = refusals.Count > 0 ? [] : [.. facts.Guests.Where(g => !g.IsTaken).Select(g => Of(g, facts, host))];
        NetworkTakeover[] networks = [.. facts.Networks.Where(n => n is { IsTaken: false, Network: not null }).Select(n => Of(n))];
        UnitFacts[] units = [.. facts.Units.Where(u => DaemonUnits.Contains(u.Name))];
        return new TakeoverPlan
        {
            Guests = guests,
            Networks = networks,
            Inactive = [.. facts.Definitions.Where(d => facts.Guests.All(g => g.Name != d)).Order(StringComparer.Ordinal)],
            Stopped = facts.HasSystemd ? [.. units.Where(u => !u.IsMasked).Select(u => u.Name)] : [.. facts.Daemons.Select(d => d.Name)],
            Stays = [.. Stays(facts, guests)],
            Warnings = [.. Warnings(facts, guests)],
            Refusals = refusals,
            Steps = [.. Daemons(facts, units), .. guests.Select(g => new TakeGuest(g) { Undo = [new LetGuestGo(g.Name)] }),
                .. networks.Select(n => new TakeNetwork(n) { Undo = [new LetNetworkGo(n.Facts.Name)] }), .. Services(facts)],
        };
    }

    /// <summary>Why libvirt cannot have its host back as things are; nothing where it can.</summary>
    public static IReadOnlyList<string> AgainstGivingBack(TakeoverFacts facts) =>
    [
        .. facts.OwnGuests.Where(g => g is { IsFromLibvirt: false, HasLibvirtsDefinition: true })
            .Select(g => $"guest '{g.Name}' was started by virshlite from libvirt's definition: libvirt would not know that it runs, and might start it again; "
                + "shut it down, or save it (`virshlite managedsave`)"),
        .. facts.OwnGuests.Where(g => g is { IsFromLibvirt: true, Change: not null })
            .Select(g => $"guest '{g.Name}': {g.Change}; libvirt's record of it is not true any more: shut it down, or save it (`virshlite managedsave`)"),
        .. facts.OwnNetworks.Where(n => n is { IsFromLibvirt: false, HasLibvirtsDefinition: true })
            .Select(n => $"network '{n.Name}' was started by virshlite: `virshlite net-destroy {n.Name}` first"),
        .. facts.OwnNetworks.Where(n => n is { IsFromLibvirt: true, Change: not null })
            .Select(n => $"network '{n.Name}': {n.Change}: `virshlite net-destroy {n.Name}` first"),
    ];

    private static IEnumerable<string> UnitsOf(string daemon, params string[] sockets) =>
        [daemon + ".socket", .. sockets.Select(s => $"{daemon}{s}.socket"), daemon + ".service"];

    /// <summary>Sockets and service in one command: a service alone is started again by the next virsh.</summary>
    private static IEnumerable<PlanStep> Daemons(TakeoverFacts facts, UnitFacts[] units)
    {
        string[] enabled = [.. facts.Units.Where(u => u is { Name: LibvirtGuests, IsEnabled: true }).Select(u => u.Name)];
        if (enabled.Length > 0)
        {
            // never stopped: that would save or shut down all guests
            yield return new RunCommand(Systemctl, ["--quiet", "disable", .. enabled])
            {
                Purpose = "disabling " + LibvirtGuests,
                Undo = [new RunCommand(Systemctl, ["--quiet", "enable", .. enabled])],
            };
        }

        string[] active = [.. units.Where(u => u.IsActive).Select(u => u.Name)];
        string[] open = [.. units.Where(u => !u.IsMasked).Select(u => u.Name)];
        if (active.Length > 0)
        {
            // sockets first: where one of them listens the daemon comes by itself
            string[] back = active.Any(IsSocket) ? [.. active.Where(IsSocket)] : active;
            yield return new RunCommand(Systemctl, ["stop", .. active])
            {
                Purpose = "stopping libvirt's daemons",
                Undo = [new RunCommand(Systemctl, ["start", .. back]), .. active.Where(u => !back.Contains(u)).Select(u => new RunCommand(Systemctl, ["start", u]))],
            };
        }

        if (open.Length > 0)
        {
            yield return new RunCommand(Systemctl, ["--quiet", "mask", .. open])
            {
                Purpose = "masking libvirt's daemons",
                Undo = [new RunCommand(Systemctl, ["--quiet", "unmask", .. open])],
            };
        }

        foreach (DaemonFacts daemon in facts.Daemons.Where(d => !active.Contains(d.Name + ".service")))
        {
            yield return new StopDaemon(daemon.Name, daemon.Pid) { Undo = [new StartDaemon(daemon.CommandLine)] };
        }
    }

    private static bool IsSocket(string unit) => unit.EndsWith(".socket", StringComparison.Ordinal);

    private static IEnumerable<PlanStep> Services(TakeoverFacts facts)
    {
        string mark = TakeoverPaths.Autostarted(facts.Own);
        if (facts.IsAutostarted)
        {
            yield return new MakeMark(mark) { Undo = [new RemoveFile(mark)] };
        }

        if (facts.Units.FirstOrDefault(u => u.Name == OwnService) is { IsEnabled: false })
        {
            yield return new RunCommand(Systemctl, ["--quiet", "enable", "--now", OwnService])
            {
                // never stopped: that would save or shut down all guests
                Purpose = "enabling " + OwnService,
                Undo = [new RunCommand(Systemctl, ["--quiet", "disable", OwnService])],
            };
        }
    }

    /// <summary>A guest of VirshLite's that has what one of libvirt's has.</summary>
    private static IEnumerable<string> Clashes(TakeoverFacts facts) =>
        facts.Guests.Where(g => !g.IsTaken && facts.OwnGuests.Any(o => o.Name == g.Name))
            .Select(g => $"guest '{g.Name}': virshlite has another guest of that name running");

    private static GuestTakeover Of(GuestFacts guest, TakeoverFacts facts, IHostFacts host) => new()
    {
        Facts = guest,
        AfterQemu = [.. GuestEnding.AfterQemu(guest, facts)],
        AfterHook = [.. GuestEnding.AfterHook(guest, facts)],
        Owners = GuestEnding.Owners(guest, facts, host),
        PciDevices = GuestEnding.PciDevices(guest),
        Profile = GuestEnding.ProfileOf(guest.Domain!),
    };

    /// <summary>What takes a network down again that libvirt has set up: its DHCP server, its packet rules, its bridge, libvirt's notes of it.</summary>
    private static NetworkTakeover Of(ActiveNetworkFacts network)
    {
        VirtualNetwork definition = network.Network!;
        string state = Path.ChangeExtension(network.StatusFile, null);
        string? bridge = definition.HasOwnBridge ? definition.Bridge : null;
        NetworkPaths paths = new(TakeoverPaths.Networks, NetworkPaths.LibvirtDnsmasq, network.Name);
        return new(network,
        [
            new StopByPidFile(state + ".pid", "dnsmasq"),
            .. network.Status!.FirewallRemoval.Select(words => new RunCommand(words[0], [.. words.Skip(1)])),
            .. bridge is null ? (PlanStep[])[] : [new RunCommand("ip", ["link", "set", bridge, "down"]), new RunCommand("ip", ["link", "delete", bridge])],
            new RemoveFile(paths.Configuration), new RemoveFile(paths.DhcpHosts), new RemoveFile(paths.DnsHosts),
            new RemoveFile(network.StatusFile), new RemoveTree(state),
        ]);
    }

    private static IEnumerable<string> Stays(TakeoverFacts facts, GuestTakeover[] guests)
    {
        if (facts.HasLogDaemon && guests.Length > 0)
        {
            yield return "virtlogd: it holds the pipes of the guests' logs and must not be stopped while one of them lives";
        }

        if (facts.Daemons.Any(d => d.Name == "virtlockd"))
        {
            yield return "virtlockd: it holds the guests' leases";
        }

        yield return $"definitions, UEFI variables, TPM states, snapshots: used where they stand ({facts.Libvirt.ConfigDirectory}, {facts.Libvirt.LibDirectory})";
    }

    private static IEnumerable<string> Warnings(TakeoverFacts facts, GuestTakeover[] guests)
    {
        if (!facts.HasLogDaemon && guests.Any(g => g.Status.ChardevStdioLogd))
        {
            yield return "virtlogd does not run: what these guests print, and their serial logs, have been lost since it ended";
        }

        if (!facts.HasSystemd && facts.Own.Privileged)
        {
            yield return "no systemd runs here: nothing keeps libvirt's daemon from being started again; do not, before `virshlite takeover --give-back`";
        }

        if (!facts.Own.Privileged)
        {
            yield return "the next virsh starts a session daemon again, which waits for these guests and ends one by `virsh destroy`; "
                + "LIBVIRT_AUTOSTART=0 keeps virsh from it";
        }

        if (facts.HasSystemd && facts.Units.All(u => u.Name != OwnService))
        {
            yield return $"{OwnService} is not installed: guests do not go down and up with the host (see docs/migrating.md)";
        }

        foreach (GuestTakeover guest in guests.Where(g => g.Domain.SecLabels.Exists(l => l is { Model: "selinux", Label: not null })))
        {
            yield return $"guest '{guest.Name}': SELinux labels of its files stay when it ends (restorecon gives them back)";
        }
    }
}
