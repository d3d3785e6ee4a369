using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Translator.Context;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>Reads what a take-over is planned from: libvirt's status files, processes, daemons, units (host-takeover.md 2).</summary>
internal sealed class HostReader(GuestStore store, Settings libvirt)
{
    /// <summary>Daemons that mind guests and networks, by the names of their pid files.</summary>
    private static readonly string[] Daemons = ["libvirtd", "virtqemud", "virtnetworkd", "virtproxyd"];

    private readonly LibvirtDaemon daemon = new(libvirt.Privileged);
    private readonly HostFiles files = new("");

    public TakeoverFacts Read()
    {
        bool hasSystemd = libvirt.Privileged && LibvirtUnits.HasSystemd;
        HashSet<string> definitions = [.. new DefinitionDirectory(libvirt.ConfigDirectory, DefinitionOwner.Libvirt).All().Select(d => d.Name)];
        return new TakeoverFacts
        {
            Libvirt = libvirt,
            Own = store.Settings,
            HasSystemd = hasSystemd,
            Units = hasSystemd ? LibvirtUnits.Ask([.. TakeoverPlanner.DaemonUnits, TakeoverPlanner.LibvirtGuests, TakeoverPlanner.OwnService]) : [],
            Daemons = [.. Daemons.Append("virtlockd").Select(Running).OfType<DaemonFacts>()],
            HasLogDaemon = daemon.PidOf("virtlogd") is not null,
            Guests = [.. StatusFiles(libvirt.StateDirectory).Select(f => GuestOf(f, definitions)).OfType<GuestFacts>().OrderBy(g => g.Domain?.Id ?? 0)],
            Networks = libvirt.Privileged ? [.. StatusFiles(TakeoverPaths.Networks).Select(NetworkOf).OfType<ActiveNetworkFacts>()] : [],
            Definitions = [.. definitions],
            IsAutostarted = File.Exists(TakeoverPaths.LibvirtsAutostarted(libvirt)) && !File.Exists(TakeoverPaths.Autostarted(store.Settings)),
            OwnGuests = [.. store.All().Where(r => r.IsAlive).Select(r =>
                new OwnGuestFacts(r.Name, r.TakenFrom is not null, definitions.Contains(r.Name), r.TakenFrom is null ? null : ChangeOf(r)))],
            OwnNetworks = libvirt.Privileged ? [.. StatusFiles(StateFiles.Networks(store.Settings)).Select(OwnNetworkOf)] : [],
            HugePageMounts = [.. HostMemory.HugepageMounts(files).Select(m => m.Path)],
        };
    }

    private static IEnumerable<string> StatusFiles(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.xml").Order(StringComparer.Ordinal) : [];

    private static string[]? Words(int pid) =>
        KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline"), 1 << 20) is { Length: > 0 } text ? text.TrimEnd('\0').Split('\0') : null;

    private DaemonFacts? Running(string name) => daemon.PidOf(name) is { } pid && Words(pid) is { } words ? new(name, pid, words) : null;

    private GuestFacts? GuestOf(string file, HashSet<string> definitions)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        try
        {
            DomainStatus status = DomainStatusReader.Read(File.ReadAllText(file), file);
            Domain domain = StatusView.LiveForm(status.Domain);
            GuestRecord? ours = store.Read(domain.Name);
            return new GuestFacts
            {
                Name = domain.Name,
                StatusFile = file,
                Status = status,
                Domain = domain,
                CommandLine = ProcessIdentity.Of(status.Pid) is null ? null : Words(status.Pid),
                IsPersistent = definitions.Contains(domain.Name),
                IsTaken = ours is { TakenFrom: not null, Qemu: { } qemu } && qemu == ProcessIdentity.Of(status.Pid),
                HelperFiles = [.. HelperFiles(status.ShortName, status)],
                FunctionOrigins = [.. FunctionNotes.Of(domain, files)],
                FilterBindings = [.. domain.Interfaces.Where(i => i.TargetDevice is not null).Select(i => $"/run/libvirt/nwfilter-binding/{i.TargetDevice}.xml")
                    .Where(File.Exists)],
                ControlGroups = [.. LibvirtGroups.Of(status.Pid)],
            };
        }
        catch (DomainException e)
        {
            return new GuestFacts { Name = name, StatusFile = file, Problem = $"its status file cannot be read: {e.Message}" };
        }
        catch (FileNotFoundException)
        {
            // it has just ended
            return null;
        }
    }

    private IEnumerable<string> HelperFiles(string shortName, DomainStatus status)
    {
        string state = libvirt.StateDirectory;
        foreach (string directory in (string[])[state, state + "/swtpm", state + "/dbus", state + "/passt", state + "/rdp"])
        {
            foreach (string file in Directory.Exists(directory) && shortName.Length > 0 ? Directory.EnumerateFiles(directory, "*.pid") : [])
            {
                if (Path.GetFileName(file).StartsWith(shortName + "-", StringComparison.Ordinal))
                {
                    yield return file;
                }
            }
        }

        foreach (string file in Directory.Exists(state) ? Directory.EnumerateFiles(state, "nbdkit-*.pid") : [])
        {
            // named after a block node: whose it is its socket tells
            if (int.TryParse(KernelFiles.Read(file), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && Words(pid)?.Any(w => w.StartsWith((status.LibDirectory ?? "?") + "/", StringComparison.Ordinal)) == true)
            {
                yield return file;
            }
        }
    }

    private ActiveNetworkFacts? NetworkOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        bool isTaken = NetworkTaking.IsTaken(store.Settings, name);
        try
        {
            NetworkStatus status = NetworkStatusReader.Read(File.ReadAllText(file), file);
            VirtualNetwork network = NetworkReader.Read(status.NetworkXml);
            if (status.FirewallRemoval.Count == 0 && !isTaken)
            {
                // libvirt before 10.4 does not note them
                IReadOnlyDictionary<string, string>[] tables = [PacketRules.Tables(isIpv6: false), PacketRules.Tables(isIpv6: true)];
                status = status with
                {
                    FirewallRemoval = [.. LibvirtRules.Removal(network, (isIpv6, table) => tables[isIpv6 ? 1 : 0].GetValueOrDefault(table) ?? "")],
                };
            }

            return new(name, file, status, network, null, isTaken);
        }
        catch (DomainException e)
        {
            return new(name, file, null, null, $"its status file cannot be read: {e.Message}", isTaken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private OwnNetworkFacts OwnNetworkOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        bool isTaken = NetworkTaking.IsTaken(store.Settings, name);
        return new(name, isTaken, File.Exists($"{libvirt.ConfigDirectory}/networks/{name}.xml"), isTaken ? NetworkTaking.Change(store.Settings, name) : null);
    }

    /// <summary>What makes libvirt's record of a guest untrue, or unusable (host-takeover.md 2.7); null where nothing does.</summary>
    private string? ChangeOf(GuestRecord record)
    {
        string directory = store.DirectoryOf(record.Name);
        if (!File.Exists(record.TakenFrom))
        {
            return $"its status file {record.TakenFrom} is gone";
        }

        if (!File.Exists(record.MonitorSocket) || !File.Exists(record.DomainDirectory + "/master-key.aes"))
        {
            return $"files of it in {record.DomainDirectory} are gone";
        }

        if (store.HasJobs(record.Name) || File.Exists(store.BackupFileOf(record.Name)))
        {
            return "a job is under way";
        }

        return TakenXml.Differs($"{directory}/{GuestTaking.TakenXml}", store.DomainXmlOf(record.Name)) ? "its devices or limits were changed since it was taken over"
            : null;
    }
}
