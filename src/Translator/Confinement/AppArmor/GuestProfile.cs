using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// The AppArmor profile of one guest as text (confinement.md 4.5 and 4.6): what its elements ask for and what the plan opens, by exact paths; made anew as a
/// whole whenever it changes.
/// Narrower than libvirt's: no patterns over other guests' files, no state of its TPM, VFIO groups one by one.
/// </summary>
public static class GuestProfile
{
    private const string DistributionsAbstraction = "abstractions/libvirt-qemu";
    private const string PackagesAbstraction = "abstractions/virshlite-qemu";

    /// <summary>
    /// What every QEMU needs where the distribution has no abstraction for it; the package brings the same lines as a file that people may add to.
    /// </summary>
    public static readonly IReadOnlyList<string> OwnAbstraction =
    [
        "#include <abstractions/base>",
        "#include <abstractions/consoles>",
        "#include <abstractions/nameservice>",
        "network inet stream,",
        "network inet6 stream,",
        "signal (receive) peer=unconfined,",
        "ptrace (readby) peer=unconfined,",
        "/dev/kvm rw,",
        "/dev/ptmx rw,",
        "/dev/userfaultfd rw,",
        "@{PROC}/*/status r,",
        "owner @{PROC}/@{pid}/task/@{tid}/comm rw,",
        "@{PROC}/@{pid}/cmdline r,",
        "@{PROC}/sys/vm/overcommit_memory r,",
        "/sys/devices/system/{cpu,node}/** r,",
        "/sys/bus/ r,",
        "/sys/class/ r,",
        "/sys/module/vhost/parameters/max_mem_regions r,",
        "/usr/share/{qemu,seabios,vgabios,ipxe,qemu-kvm,edk2,OVMF,ovmf,AAVMF,qemu-efi*,edk2-*}/** rk,",
        "/usr/{lib,lib64,libexec}/{,@{multiarch}/}qemu{,-kvm}/** mr,",
        "/etc/pki/** r,",
        "/etc/sasl2/** r,",
    ];

    public static string NameOf(Guid uuid) => $"virshlite-{uuid:D}";

    /// <param name="plan">The start.</param>
    /// <param name="host">Devices of the host.</param>
    /// <param name="resolve">What a path stands for.</param>
    /// <param name="options">This host's AppArmor.</param>
    /// <exception cref="DomainParser.DomainException">The guest wants a place of the host that no guest gets, or a path that no profile can name.</exception>
    public static string Text(LaunchPlan plan, IHostFacts host, Func<string, string> resolve, GuestProfileOptions options)
    {
        string flags = options.Complains ? "attach_disconnected, complain" : "attach_disconnected";
        IEnumerable<string> common = options.HasDistributionsAbstraction ? [$"#include <{DistributionsAbstraction}>"]
            : options.HasPackagesAbstraction ? [$"#include <{PackagesAbstraction}>"] : OwnAbstraction;
        var run = new RunPaths(plan);
        IEnumerable<string> lines =
        [
            "# made by virshlite for one start; changes are lost",
            "#include <tunables/global>",
            "",
            $"profile {NameOf(plan.Domain.Uuid ?? Guid.Empty)} flags=({flags}) {{",
            .. common.Select(l => "  " + l),
            .. Rules(plan, host, resolve).Concat(options.HandedIn.Select(p => AppArmorRule.File(p, "rw"))).Select(run.OfEveryRun).Distinct()
                .Select(r => "  " + r),
            "}",
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<AppArmorRule> Rules(LaunchPlan plan, IHostFacts host, Func<string, string> resolve)
    {
        Domain domain = plan.Domain;
        var paths = new AppArmorPaths
        {
            Resolve = resolve,
            TpmSocket = plan.Paths.SwtpmSocket,
            SocketsOfPasstAreKnown = true,
            VfioGroups = [.. VfioGroups(domain, host).Select(g => AppArmorRule.File($"/dev/vfio/{g}", "rw"))],
        };
        return
        [
            AppArmorRule.File(resolve(plan.Binary), "rmix"),
            AppArmorRule.File(plan.Paths.LogFile, "w"),
            AppArmorRule.Below(plan.Paths.DomainDirectory, "/{,**}", "rwk"),
            .. plan.Directories.Where(d => d.User == HelperUser.Qemu).Select(d => AppArmorRule.Below(d.Path, "/{,**}", "rwk")),
            .. plan.OpenedFiles.SelectMany(f => Of(f, resolve)),
            .. plan.Resources.SelectMany(Of),
            .. plan.Helpers.Select(h => h.WaitForSocket ?? h.ListenSocket).OfType<string>().Select(s => AppArmorRule.File(s, "rw")),
            .. Sockets(domain).Select(s => AppArmorRule.File(resolve(s), "rw")),
            .. domain.Rngs.Select(r => r.File).OfType<string>().Select(f => AppArmorRule.File(resolve(f), "r")),
            .. MayDump(domain) ? [AppArmorRule.Around(AppArmorText.Literal(plan.Paths.DumpDirectory) + "/[0-9]*-", domain.Name, "-[0-9]*", "rw")]
                : Array.Empty<AppArmorRule>(),
            .. GuestRules.Of(domain, host, paths),
        ];
    }

    /// <summary>The supervisor hands it an open file; the profile looks at where that lies.</summary>
    private static bool MayDump(Domain domain) =>
        domain.Lifecycle.OnCrash is LifecycleAction.CoredumpDestroy or LifecycleAction.CoredumpRestart
        || domain.Watchdogs.Exists(w => w.Action == WatchdogAction.Dump);

    private static IEnumerable<AppArmorRule> Of(GuestResource file, Func<string, string> resolve)
    {
        string path = resolve(file.Path);
        if (!RestrictedPaths.Allows(path, file.IsReadOnly || file.IsBelow))
        {
            throw DomainParser.DomainException.Unsupported($"the guest may not have '{path}': it belongs to the host itself (AppArmor)");
        }

        var rule = AppArmorRule.File(path, file.IsReadOnly || file.IsBelow ? "rk" : "rwk");
        return file.IsReadOnly || file.IsBelow ? [rule, rule.Denied("w")] : [rule];
    }

    /// <summary>What is handed over is looked at again when QEMU's profile comes into force.</summary>
    private static IEnumerable<AppArmorRule> Of(PlanResource resource) => resource switch
    {
        TapQueue => [AppArmorRule.Expression("/dev/net/tun", "rw"), AppArmorRule.Expression("/dev/tap[0-9]*", "rw")],
        VhostNet vhost => [AppArmorRule.File(vhost.DevicePath, "rw")],
        VhostVsock => [AppArmorRule.Expression("/dev/vhost-vsock", "rw")],
        OutputFile output => [AppArmorRule.File(output.Path, "rw")],
        DeviceNode node => [AppArmorRule.File(node.Path, node.ReadWrite ? "rw" : "r")],
        ListeningSocket socket => [AppArmorRule.File(socket.Path, "rw")],
        StreamFile stream => [AppArmorRule.File(stream.Path, "rw")],
        _ => [],
    };

    /// <summary>Sockets that others serve and QEMU connects to.</summary>
    private static IEnumerable<string> Sockets(Domain domain)
    {
        for (int i = 0; i < domain.Disks.Count; i++)
        {
            for (StorageSource? layer = domain.Disks[i].Source; layer is not null; layer = layer.Backing)
            {
                foreach (string? socket in (string?[])[layer.Type == StorageType.VhostUser
                    ? layer.Path : null, layer.Reservations?.Path, .. layer.Hosts.Select(h => h.Socket)])
                {
                    if (socket is not null)
                    {
                        yield return socket;
                    }
                }
            }
        }

        IEnumerable<ChardevSource?> streams =
            [.. domain.Redirdevs.Select(r => r.Source), .. domain.Smartcards.Select(s => s.Source), .. domain.Rngs.Select(r => r.EgdSource),
                .. domain.Tpms.Select(t => t.ExternalSource)];
        foreach (string path in streams.Where(s => s is { Type: ChardevType.Unix or ChardevType.Dev or ChardevType.Pipe or ChardevType.File, Path: not null })
            .Select(s => s!.Path!)
            .Concat(domain.Filesystems.Select(f => f.Socket).OfType<string>()))
        {
            yield return path;
        }
    }

    private static IEnumerable<uint> VfioGroups(Domain domain, IHostFacts host)
    {
        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            uint? group = hostdev.Source switch
            {
                PciHostdevSource pci => host.PciDevice(pci.Address)?.IommuGroup,
                MdevHostdevSource mdev => host.MediatedDeviceGroup(mdev.Uuid),
                _ => null,
            };
            if (group is { } number)
            {
                yield return number;
            }
        }

        foreach (StorageNvme nvme in domain.Disks.Select(d => d.Source.Nvme).OfType<StorageNvme>())
        {
            if (host.PciDevice(nvme.Address)?.IommuGroup is { } number)
            {
                yield return number;
            }
        }
    }
}

/// <summary>What AppArmor is like on this host.</summary>
/// <param name="HasDistributionsAbstraction">abstractions/libvirt-qemu is installed.</param>
/// <param name="Complains">Breaches are written down only.</param>
public sealed record GuestProfileOptions(bool HasDistributionsAbstraction, bool Complains)
{
    /// <summary>abstractions/virshlite-qemu is installed.</summary>
    public bool HasPackagesAbstraction { get; init; }

    /// <summary>What descriptors that the caller handed in are open on.</summary>
    public IReadOnlyList<string> HandedIn { get; init; } = [];
}
