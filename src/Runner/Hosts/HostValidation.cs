using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// Looks whether this host can run guests, and says what would mend it where it cannot. Nothing is changed. The checks stand in the order in which one would
/// mend.
/// </summary>
public sealed class HostValidation
{
    private readonly HostFiles files;
    private readonly IHostFacts host;
    private readonly Settings settings;
    private readonly RunAs? runAs;

    private HostValidation(HostFiles files, IHostFacts host, Settings settings, RunAs? runAs)
    {
        this.files = files;
        this.host = host;
        this.settings = settings;
        this.runAs = runAs;
    }

    /// <summary>All checks.</summary>
    /// <param name="capabilities">For what QEMU itself says.</param>
    /// <param name="runAs">The user that guests will run as; null = the caller.</param>
    public static IReadOnlyList<HostCheck> Run(Settings settings, LiveCapabilities capabilities, RunAs? runAs = null) =>
        Run(new HostFiles(""), new LiveHostFacts(settings), settings, capabilities.Get, runAs);

    internal static IReadOnlyList<HostCheck> Run(HostFiles files, IHostFacts host, Settings settings, Func<string, QemuCapabilities> capabilitiesOf,
        RunAs? runAs)
    {
        var validation = new HostValidation(files, host, settings, runAs);
        return
        [
            validation.Virtualisation(),
            validation.Kvm(),
            validation.Qemu(capabilitiesOf),
            validation.Firmware(),
            validation.Tun(),
            validation.VhostNet(),
            validation.Bridges(),
            validation.Hugepages(),
            validation.Iommu(),
            validation.Swtpm(),
            validation.Account(),
            validation.MandatoryAccess(),
            validation.Scopes(),
            validation.RememberedOwners(),
        ];
    }

    private HostCheck Virtualisation()
    {
        const string Id = "cpu";
        const string Subject = "hardware virtualisation";
        if (!Architectures.IsX86(host.Architecture))
        {
            return new(Id, Subject, CheckResult.Pass, $"nothing to look for on {host.Architecture}");
        }

        string flags = files.Text("/proc/cpuinfo", 8192) ?? "";
        foreach (string line in flags.Split('\n'))
        {
            if (line.StartsWith("flags", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                if (words.Contains("vmx") || words.Contains("svm"))
                {
                    return new(Id, Subject, CheckResult.Pass, words.Contains("vmx") ? "Intel VT-x" : "AMD-V");
                }

                break;
            }
        }

        return files.Exists(KvmDevice.Path)
            ? new(Id, Subject, CheckResult.Pass, "not named by the CPU, but the kernel offers KVM")
            : new(Id, Subject, CheckResult.Fail, "the CPU names neither vmx nor svm",
                "switch virtualisation on in the firmware setup, or nested virtualisation in the hypervisor below");
    }

    private HostCheck Kvm()
    {
        const string Subject = "KVM";
        if (!files.Exists(KvmDevice.Path))
        {
            string module = (files.Text("/proc/cpuinfo", 8192) ?? "").Contains("AuthenticAMD", StringComparison.Ordinal) ? "kvm_amd" : "kvm_intel";
            return new("kvm", Subject, CheckResult.Fail, "there is no /dev/kvm", Architectures.IsX86(host.Architecture)
                ? "modprobe " + module : "modprobe kvm");
        }

        return CanReadAndWrite(KvmDevice.Path)
            ? new("kvm", Subject, CheckResult.Pass, "/dev/kvm can be used")
            : new("kvm", Subject, CheckResult.Fail, $"{Who} cannot read and write /dev/kvm", $"usermod -aG kvm {UserName}, then log in again");
    }

    private HostCheck Qemu(Func<string, QemuCapabilities> capabilitiesOf)
    {
        const string Subject = "QEMU";
        string name = "qemu-system-" + Architectures.ToQemu(host.Architecture);
        if ((host.FindProgram(name) ?? host.FindProgram("/usr/libexec/qemu-kvm")) is not { } emulator)
        {
            return new("qemu", Subject, CheckResult.Fail, $"{name} is not on PATH",
                $"install QEMU for {host.Architecture} (Debian: qemu-system-x86 or qemu-system-arm; Fedora: qemu-kvm)");
        }

        try
        {
            QemuCapabilities capabilities = capabilitiesOf(emulator);
            string found = $"{emulator}, version {capabilities.VersionText}";
            return capabilities.SupportsType(DomainType.Kvm)
                ? new("qemu", Subject, CheckResult.Pass, found + ", with KVM")
                : new("qemu", Subject, CheckResult.Warn, found + ", without KVM: guests are emulated and slow",
                    "see the check of KVM; where it passes, install a QEMU that is built with KVM");
        }
        catch (CapabilityProbeException e)
        {
            return new("qemu", Subject, CheckResult.Fail, e.Message, $"{emulator} --version must work and be 6.2.0 or later");
        }
    }

    private HostCheck Firmware()
    {
        const string Subject = "UEFI firmware";
        string arch = Architectures.ToQemu(host.Architecture);
        bool described = false;
        string? missing = null;
        foreach (DescriptorFile descriptor in host.FirmwareDescriptors)
        {
            if (ExecutableFor(descriptor, arch) is not { } file)
            {
                continue;
            }

            described = true;
            if (files.Exists(file))
            {
                return new("firmware", Subject, CheckResult.Pass, $"{file} ({descriptor.Name})");
            }

            missing ??= file;
        }

        const string Mend = "install the firmware package (Debian: ovmf or qemu-efi-aarch64; Fedora: edk2-ovmf or edk2-aarch64)";
        return described
            ? new("firmware", Subject, CheckResult.Warn, $"described, but not there: {missing}", Mend)
            : new("firmware", Subject, CheckResult.Warn,
                $"no descriptor in /usr/share/qemu/firmware or /etc/qemu/firmware is for {arch}; firmware='efi' will be refused", Mend);
    }

    private HostCheck Tun()
    {
        const string Subject = "tap interfaces";
        if (!files.Exists(settings.TunDevice))
        {
            return new("tun", Subject, CheckResult.Fail, $"there is no {settings.TunDevice}", "modprobe tun");
        }

        // the one who makes the interfaces is the caller, whoever runs the guest
        if (!FileStatus.IsAccessible(files.At(settings.TunDevice), 6))
        {
            return new("tun", Subject, CheckResult.Fail, $"{settings.TunDevice} cannot be read and written", $"chmod 666 {settings.TunDevice}, or run as root");
        }

        return settings.Privileged
            ? new("tun", Subject, CheckResult.Pass, $"{settings.TunDevice} can be used")
            : new("tun", Subject, CheckResult.Warn, $"{settings.TunDevice} can be used, but making interfaces takes CAP_NET_ADMIN",
                "use <interface type='user'> in session mode, or run as root");
    }

    private HostCheck VhostNet()
    {
        const string Subject = "vhost-net";
        if (!files.Exists(settings.VhostNetDevice))
        {
            return new("vhost-net", Subject, CheckResult.Warn, $"there is no {settings.VhostNetDevice}: virtio networking goes through QEMU and is slower",
                "modprobe vhost_net");
        }

        return FileStatus.IsAccessible(files.At(settings.VhostNetDevice), 6)
            ? new("vhost-net", Subject, CheckResult.Pass, $"{settings.VhostNetDevice} can be used")
            : new("vhost-net", Subject, CheckResult.Warn, $"{settings.VhostNetDevice} cannot be read and written",
                $"run as root, or usermod -aG kvm {UserName} where the device belongs to that group");
    }

    private HostCheck Bridges()
    {
        const string Directory = "/sys/class/net";
        string[] bridges = [.. files.Names(Directory).Where(x => files.Exists($"{Directory}/{x}/bridge"))];
        bool openVSwitch = files.Exists("/sys/module/openvswitch") && host.FindProgram("ovs-vsctl") is not null;
        if (bridges.Length > 0 || openVSwitch)
        {
            return new("bridges", "bridges", CheckResult.Pass, string.Join(", ", openVSwitch ? [.. bridges, "Open vSwitch"] : bridges));
        }

        return new(
            "bridges",
            "bridges",
            CheckResult.Warn,
            "there is none: <interface type='bridge'> and type='network' have nothing to join",
            "ip link add br0 type bridge && ip link set br0 up, or start a libvirt network");
    }

    private HostCheck Hugepages()
    {
        const string Subject = "huge pages";
        const string Directory = "/sys/kernel/mm/hugepages";
        List<string> reserved = [];
        foreach (string name in files.Names(Directory))
        {
            if (files.Number($"{Directory}/{name}/nr_hugepages") is > 0 and uint count)
            {
                reserved.Add($"{count} of {name["hugepages-".Length..]}");
            }
        }

        if (host.HugepageMounts.Count == 0)
        {
            return new("hugepages", Subject, CheckResult.Warn, "hugetlbfs is not mounted: <hugepages/> will be refused",
                "mount -t hugetlbfs hugetlbfs /dev/hugepages");
        }

        return reserved.Count > 0
            ? new("hugepages", Subject, CheckResult.Pass, string.Join(", ", reserved))
            : new("hugepages", Subject, CheckResult.Warn, "none is reserved: guests with <hugepages/> will not start", "sysctl vm.nr_hugepages=N (2 MiB each)");
    }

    private HostCheck Iommu()
    {
        const string Subject = "IOMMU";
        int groups = files.Names("/sys/kernel/iommu_groups").Count;
        if (groups == 0)
        {
            string mend = Architectures.IsX86(host.Architecture)
                ? "switch it on in the firmware setup; for Intel add intel_iommu=on to the kernel's command line" : "switch it on in the firmware setup";
            return new("iommu", Subject, CheckResult.Warn, "there are no groups: devices of the host cannot be passed through", mend);
        }

        return files.Exists("/dev/vfio/vfio")
            ? new("iommu", Subject, CheckResult.Pass, $"{groups} groups")
            : new("iommu", Subject, CheckResult.Warn, $"{groups} groups, but no /dev/vfio/vfio", "modprobe vfio-pci");
    }

    private HostCheck Swtpm() => host.SwtpmVersions.Count > 0
        ? new("swtpm", "emulated TPM", CheckResult.Pass, "TPM " + string.Join(" and ", host.SwtpmVersions))
        : new("swtpm", "emulated TPM", CheckResult.Warn, "swtpm and swtpm_setup are not installed: <backend type='emulator'> will be refused",
            "install swtpm and swtpm-tools");

    private HostCheck Account()
    {
        const string Subject = "user of guests";
        if (!settings.Privileged)
        {
            return new("user", Subject, CheckResult.Pass, "session mode: guests run as who starts them");
        }

        try
        {
            if (settings.Confinement.UserRange is { } range)
            {
                RunAs.Checked(range);
                return new("user", Subject, CheckResult.Pass, $"each guest has a user of its own, one of {range} (user_range)");
            }

            RunAs? guests = RunAs.Of(settings);
            return guests is null or { IsRoot: true }
                ? new("user", Subject, CheckResult.Warn, "guests run as root, as the setting 'user' asks for",
                    "leave the setting out: guests then run as an account of their own")
                : new("user", Subject, CheckResult.Pass,
                    string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"{guests.Name} ({guests.Uid}:{guests.Gid}), groups {string.Join(' ', guests.Groups)}"));
        }
        catch (GuestException e)
        {
            return new("user", Subject, CheckResult.Fail, e.Message,
                settings.Confinement.UserRange is null ? "useradd --system --groups kvm virshlite" : "give user_range other numbers");
        }
    }

    private HostCheck MandatoryAccess()
    {
        const string Subject = "mandatory access control";
        if (files.Exists("/sys/fs/selinux/enforce"))
        {
            return settings.Confinement.SecurityDrivers?.Contains("selinux") == true
                ? new("mac", Subject, CheckResult.Warn, "SELinux: guests and their files get labels of their own, by rules that no enforcing policy has tried",
                    "leave security_driver out where starts fail")
                : new("mac", Subject, CheckResult.Warn, "SELinux is there, and guests run in the domain of who starts them: labels of guests are not set",
                    "try security_driver = \"selinux\", or use libvirt for guests that need sVirt");
        }

        if (files.Text("/sys/module/apparmor/parameters/enabled", 4) is not ['Y', ..])
        {
            return new("mac", Subject, CheckResult.Warn, "neither AppArmor nor SELinux is on: guests are fenced in by their user alone",
                "apparmor=1 security=apparmor on the kernel's command line");
        }

        return host.FindProgram("apparmor_parser") is null
            ? new("mac", Subject, CheckResult.Warn, "AppArmor is on, but apparmor_parser is not installed: guests get no profiles", "install apparmor")
            : new("mac", Subject, CheckResult.Pass, "AppArmor: a profile for each guest of root's");
    }

    private HostCheck Scopes()
    {
        const string Subject = "scopes of guests";
        return files.Exists("/run/systemd/system") && host.FindProgram("busctl") is not null
            ? new("machined", Subject, CheckResult.Pass, "systemd-machined makes a scope for each guest of root's")
            : new("machined", Subject, CheckResult.Warn, "no systemd with machined: guests stay in the control group of who starts them",
                "install systemd-container where systemd runs the host");
    }

    private HostCheck RememberedOwners()
    {
        const string Subject = "remembered owners";
        if (!settings.Privileged)
        {
            return new("xattr", Subject, CheckResult.Pass, "session mode: owners of files do not change");
        }

        string probe = files.At(settings.StateDirectory);
        byte one = 1;
        bool canBeNoted = Libc.setxattr(Directory.Exists(probe) ? probe : files.At("/run"), "trusted.virshlite.probe", ref one, 1, 0) == 0;
        _ = Libc.removexattr(Directory.Exists(probe) ? probe : files.At("/run"), "trusted.virshlite.probe");
        return canBeNoted
            ? new("xattr", Subject, CheckResult.Pass, "noted at the files, as libvirt does")
            : new("xattr", Subject, CheckResult.Warn, "trusted extended attributes cannot be set: files that guests share go back when the first one ends",
                "run as root on the host itself, not in a container without CAP_SYS_ADMIN");
    }

    private string UserName => runAs?.Name ?? Environment.UserName;

    private string Who => runAs is null ? "this user" : $"user {runAs.Name}";

    private bool CanReadAndWrite(string path) => runAs?.CanReadAndWrite(files.At(path)) ?? FileStatus.IsAccessible(files.At(path), 6);

    /// <summary>The executable of a UEFI descriptor for an architecture in QEMU's spelling; null for any other.</summary>
    private static string? ExecutableFor(DescriptorFile descriptor, string arch)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(descriptor.Text);
            JsonElement root = document.RootElement;
            bool fits = root.GetProperty("interface-types").EnumerateArray().Any(x => x.ValueEquals("uefi")) &&
                root.GetProperty("targets").EnumerateArray().Any(x => x.GetProperty("architecture").ValueEquals(arch));
            JsonElement mapping = root.GetProperty("mapping");
            JsonElement holder = mapping.TryGetProperty("executable", out JsonElement executable) ? executable : mapping;
            return fits && holder.TryGetProperty("filename", out JsonElement file) ? file.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
