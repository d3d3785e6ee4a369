using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Takeover;

/// <summary>
/// What libvirt does when a guest that it started has ended, as steps for whoever has taken the guest over (host-takeover.md 2.6): what does not apply is not
/// among them, and what is gone already harms nobody.
/// </summary>
internal static class GuestEnding
{
    /// <summary>The kernel's: takes the name of a profile that is to go, with those inside it.</summary>
    private const string AppArmorRemove = "/sys/kernel/security/apparmor/.remove";

    private const string AppArmorDirectory = "/etc/apparmor.d/libvirt";

    /// <summary>Programs of helpers, by how the names of their pid files end.</summary>
    private static readonly (string Ending, string Program)[] Helpers =
    [
        ("-swtpm.pid", "swtpm"), ("-fs.pid", "virtiofsd"), ("-pr-helper0.pid", "qemu-pr-helper"), ("-dbus.pid", "dbus-daemon"),
        ("-vhost-user-gpu.pid", "vhost-user-gpu"), ("-rdp.pid", "qemu-rdp"),
    ];

    /// <summary>When QEMU is gone, before the hook <c>stopped</c>.</summary>
    public static IEnumerable<PlanStep> AfterQemu(GuestFacts guest, TakeoverFacts host)
    {
        DomainStatus status = guest.Status!;
        Domain domain = guest.Domain!;
        if (status.MemoryBackingDirectory is { Length: > 0 } memory)
        {
            yield return new RemoveTree(memory);
        }

        foreach (string mount in host.HugePageMounts)
        {
            yield return new RemoveTree($"{mount}/libvirt/qemu/{status.ShortName}");
        }

        foreach (PlanStep step in guest.HelperFiles.SelectMany(End))
        {
            yield return step;
        }

        foreach (Interface nic in domain.Interfaces.Where(i => i is { DownScriptPath: not null, TargetDevice: not null }))
        {
            yield return new RunCommand(nic.DownScriptPath!, [nic.TargetDevice!]);
        }

        IEnumerable<CharacterDevice> devices = domain.Serials.Concat<CharacterDevice>(domain.Parallels).Concat(domain.Consoles).Concat(domain.Channels);
        foreach (CharacterDevice device in devices.Where(d => d.Source is { Type: ChardevType.Unix, Mode: ChardevMode.Bind, Path: not null }))
        {
            yield return new RemoveFile(device.Source.Path!);
        }

        yield return new RemoveFile(status.MonitorPath!);
        foreach (string directory in ((string?[])[status.LibDirectory, status.ChannelTargetDirectory]).OfType<string>())
        {
            yield return new RemoveTree(directory);
        }
    }

    /// <summary>After that hook, and after files have their owners again.</summary>
    public static IEnumerable<PlanStep> AfterHook(GuestFacts guest, TakeoverFacts host)
    {
        Domain domain = guest.Domain!;
        if (ProfileOf(domain) is { } profile)
        {
            yield return new WriteKernelFile(AppArmorRemove, profile);
            yield return new RemoveFile($"{AppArmorDirectory}/{profile}.files");
        }

        foreach (FunctionOrigin function in guest.FunctionOrigins)
        {
            yield return new RunCommand("ip", ["link", "set", "dev", function.Parent, "vf", Text(function.Number), "mac", function.Mac ?? "00:00:00:00:00:00",
                "vlan", Text(function.Vlan is >= 0 and { } tag ? tag : 0)]);
            yield return new RemoveFile(function.File);
        }

        foreach (PlanStep step in domain.Interfaces.SelectMany(OfInterface))
        {
            yield return step;
        }

        foreach (PlanStep step in guest.IsPersistent ? [] : OfTransient(domain, host))
        {
            yield return step;
        }

        yield return new RemoveFile(guest.StatusFile);
        yield return new RemoveFile(Path.ChangeExtension(guest.StatusFile, ".pid"));
    }

    /// <summary>Files that change hands back: those that libvirt gives back, by the rules of a start (confinement.md 3).</summary>
    public static IReadOnlyList<OwnershipChange> Owners(GuestFacts guest, TakeoverFacts host, IHostFacts facts)
    {
        ConfinementSettings settings = host.Libvirt.Confinement;
        if (!host.Libvirt.Privileged || DacLabels.Of(guest.Domain!)?.Label is not { } label)
        {
            return [];
        }

        var options = new DacOptions
        {
            Owner = FileOwner.Parse(label, facts),
            DynamicOwnership = settings.DynamicOwnership,
            Remembers = guest.Status!.RememberOwner,
            HasPrivateDev = guest.Status.HasPrivateDev,
            FilesOfChardevsArePassed = guest.Status.ChardevStdioLogd,
        };
        bool IsInPrivateDev(string path) => guest.Status.HasPrivateDev && path.StartsWith("/dev/", StringComparison.Ordinal);
        return [.. DacLabels.Files(guest.Domain!, facts, options).Where(c => c.GiveBack != GiveBack.Never && !IsInPrivateDev(c.Path))];
    }

    public static string? ProfileOf(Domain domain) =>
        domain.SecLabels.Find(l => l is { Model: "apparmor", Type: SecLabelType.Dynamic })?.Label is { } label
            && label.StartsWith("libvirt-", StringComparison.Ordinal) && label.IndexOf('/') < 0 ? label : null;

    /// <summary>PCI devices of the guest that libvirt has taken from the host's drivers.</summary>
    public static IReadOnlyList<PciReturn> PciDevices(GuestFacts guest)
    {
        Domain domain = guest.Domain!;
        IEnumerable<Hostdev> all = domain.Hostdevs.Concat(domain.Interfaces.Where(i => i.ActualType == InterfaceType.Hostdev).Select(i => i.ToHostdev()));
        return [.. all.Where(h => h is { Managed: true, Source: PciHostdevSource })
            .Select(h => (PciHostdevSource)h.Source).Select(s => new PciReturn(SysfsName(s.Address), s.Original is not { Reprobe: false, Unbind: false }))];
    }

    internal static string SysfsName(PciAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");

    private static IEnumerable<PlanStep> End(string pidFile)
    {
        string name = Path.GetFileName(pidFile);
        string? program = Helpers.Where(h => name.EndsWith(h.Ending, StringComparison.Ordinal)).Select(h => h.Program).FirstOrDefault()
            ?? (name.StartsWith("nbdkit-", StringComparison.Ordinal) ? "nbdkit" : Path.GetFileName(Path.GetDirectoryName(pidFile)) == "passt" ? "passt" : null);
        if (program is null)
        {
            yield break;
        }

        yield return new StopByPidFile(pidFile, program);
        foreach (string suffix in (string[])[".sock", ".socket", ".conf"])
        {
            yield return new RemoveFile(Path.ChangeExtension(pidFile, suffix));
        }
    }

    private static IEnumerable<PlanStep> OfInterface(Interface nic)
    {
        if (nic.TargetDevice is { } device)
        {
            if (nic.ActualType == InterfaceType.Direct || nic.IsCreated)
            {
                yield return new RunCommand("ip", ["link", "delete", device]);
            }
            else if (nic.InForce.VirtualPort?.Type is "openvswitch")
            {
                yield return new RunCommand("ovs-vsctl", ["--if-exists", "del-port", device]);
            }
        }

        if (nic.Source is { Network: { } network, PortId: { } port })
        {
            yield return new RemoveFile($"{TakeoverPaths.Networks}/{network}/ports/{port}.xml");
        }
    }

    private static IEnumerable<PlanStep> OfTransient(Domain domain, TakeoverFacts host) =>
        domain.Tpms.Count > 0 && !domain.Tpms.Exists(t => t.PersistentState) && domain.Uuid is { } uuid
            ? [new RemoveTree($"{host.Libvirt.SwtpmStateDirectory}/{uuid}")] : [];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
