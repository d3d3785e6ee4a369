using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>
/// A small Linux for guests: the host's own Debian kernel, its virtio modules and a static busybox in an initramfs. The guest says on its serial line when it
/// is ready, pings whom it is told to until there is an answer, and powers off when its power button is pressed.
/// </summary>
internal sealed class LinuxGuest
{
    private static readonly string[] Modules =
    [
        "virtio_ring", "virtio", "virtio_pci_modern_dev", "virtio_pci_legacy_dev", "virtio_pci", "failover", "net_failover", "virtio_net", "evdev", "button",
            "pvpanic", "pvpanic_mmio",
    ];

    private const string Init = """
        #!/bin/busybox sh
        /bin/busybox mkdir -p /proc /sys /dev
        /bin/busybox mount -t proc proc /proc
        /bin/busybox mount -t sysfs sysfs /sys
        /bin/busybox mount -t devtmpfs devtmpfs /dev
        /bin/busybox --install -s /bin
        export PATH=/bin
        for module in $(cat /modules/order); do insmod /modules/$module.ko; done
        for word in $(cat /proc/cmdline); do case $word in vl.*=*) eval "${word%%=*}" 2>/dev/null; name=${word%%=*}; eval "${name#vl.}=${word#*=}";; esac; done
        ip link set lo up
        if [ -n "$ip" ]; then ip link set eth0 up; ip addr add $ip/24 dev eth0; fi
        if [ -n "$dhcp" ]; then ip link set eth0 up; udhcpc -i eth0 -n -q -f -t 20 -T 2 -s /dhcp; fi
        [ ! -e /more ] || . /more
        for event in /dev/input/event*; do (dd if=$event of=/dev/null bs=24 count=1 2>/dev/null; echo VL-BUTTON; poweroff -f) & done
        [ -z "$ip" ] || echo VL-CARRIER $(cat /sys/class/net/eth0/carrier)
        echo VL-READY
        if [ -n "$ping" ]; then until ping -c 1 -W 1 $ping >/dev/null 2>&1; do :; done; echo VL-PONG; fi
        case $then in off) poweroff -f;; reboot) reboot -f;; panic) echo c > /proc/sysrq-trigger;; esac
        [ ! -e /listen ] || . /listen
        while read line; do echo "VL-SAID $line"; [ "$line" = off ] && poweroff -f; [ "$line" = reboot ] && reboot -f; done
        while :; do sleep 1000; done
        """;

    /// <summary>What udhcpc runs with each answer.</summary>
    private const string Dhcp = """
        #!/bin/busybox sh
        [ "$1" = bound ] || exit 0
        ip addr add $ip/$mask dev $interface
        [ -z "$router" ] || ip route add default via $router
        echo "VL-LEASE $ip router=$router dns=$dns mtu=$mtu"
        """;

    private static readonly Lazy<LinuxGuest?> Made = new(Make);

    private LinuxGuest(string kernel, string initramfs)
    {
        Kernel = kernel;
        Initramfs = initramfs;
    }

    public string Kernel { get; }

    public string Initramfs { get; }

    /// <summary>Made once a run; skips the test where the host lacks the parts.</summary>
    public static LinuxGuest Instance
    {
        get
        {
            Skip.If(Made.Value is null, "needs a Debian kernel in /boot with its modules, busybox-static and cpio");
            return Made.Value!;
        }
    }

    /// <summary>
    /// A guest without a network that does one thing when it is up: <c>off</c>, <c>reboot</c> or <c>panic</c>. <paramref name="actions"/> are its on_…
    /// elements.
    /// </summary>
    public string ThenXml(string name, string serial, string then, string actions) => $"""
        <domain type='qemu'>
          <name>{name}</name>
          <memory unit='MiB'>192</memory>
          <vcpu>1</vcpu>
          <os>
            <type arch='x86_64' machine='pc'>hvm</type>
            <kernel>{Kernel}</kernel>
            <initrd>{Initramfs}</initrd>
            <cmdline>console=ttyS0 quiet panic=0 vl.then={then}</cmdline>
          </os>
          <features><acpi/></features>
          {actions}
          <devices>
            <controller type='usb' model='none'/>
            <serial type='file'><source path='{serial}'/></serial>
            <memballoon model='none'/>
            <panic model='isa'/>
          </devices>
        </domain>
        """;

    /// <summary>Domain XML of one such guest; its serial line goes to <paramref name="serial"/>.</summary>
    public string Xml(string name, string serial, string bridge, string address, string ping, string mac, string extra = "", string machine = "q35") => $"""
        <domain type='qemu'>
          <name>{name}</name>
          <uuid>{Guid.NewGuid()}</uuid>
          <memory unit='MiB'>192</memory>
          <vcpu>1</vcpu>
          <os>
            <type arch='x86_64' machine='{machine}'>hvm</type>
            <kernel>{Kernel}</kernel>
            <initrd>{Initramfs}</initrd>
            <cmdline>console=ttyS0 quiet panic=-1 vl.ip={address} vl.ping={ping}</cmdline>
          </os>
          <features><acpi/></features>
          <devices>
            <controller type='usb' model='none'/>
            <interface type='bridge'>
              <mac address='{mac}'/>
              <source bridge='{bridge}'/>
              <model type='virtio'/>
            </interface>
            <serial type='pty'>
              <log file='{serial}'/>
            </serial>
            <memballoon model='none'/>
            {extra}
          </devices>
        </domain>
        """;

    private static LinuxGuest? Make()
    {
        const string busybox = "/bin/busybox";
        string? kernel = Directory.Exists("/boot") ? Directory.GetFiles("/boot", "vmlinuz-*").Order(StringComparer.Ordinal).LastOrDefault() : null;
        string modules = kernel is null ? "" : "/lib/modules/" + Path.GetFileName(kernel)["vmlinuz-".Length..];
        if (kernel is null || !Directory.Exists(modules) || !StaticProgram.Is(busybox) || !File.Exists("/usr/bin/cpio"))
        {
            return null;
        }

        string root = Path.Combine(Path.GetTempPath(), $"vle-{Environment.ProcessId}-initramfs");
        Directory.CreateDirectory(root + "/bin");
        Directory.CreateDirectory(root + "/modules");
        File.Copy(busybox, root + "/bin/busybox", overwrite: true);
        var order = new List<string>();
        foreach (string module in Modules)
        {
            // one that is built into the kernel has no file
            if (Directory.GetFiles(modules, module.Replace('_', '?') + ".ko", SearchOption.AllDirectories).FirstOrDefault() is { } file)
            {
                File.Copy(file, $"{root}/modules/{module}.ko", overwrite: true);
                order.Add(module);
            }
        }

        File.WriteAllText(root + "/modules/order", string.Join('\n', order));
        File.WriteAllText(root + "/init", Init);
        File.SetUnixFileMode(root + "/init", (UnixFileMode)0x1ED);
        File.WriteAllText(root + "/dhcp", Dhcp);
        File.SetUnixFileMode(root + "/dhcp", (UnixFileMode)0x1ED);
        string initramfs = root + ".cpio";
        using Process cpio = Process.Start("sh", ["-c", $"cd {root} && find . | cpio --quiet -o -H newc > {initramfs}"]);
        cpio.WaitForExit();
        TemporaryDirectory.Remove(root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(initramfs);
        return cpio.ExitCode == 0 ? new LinuxGuest(kernel, initramfs) : null;
    }
}
