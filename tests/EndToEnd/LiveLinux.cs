using System.Diagnostics;
using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>
/// A Linux guest that devices are plugged into: beside what <see cref="LinuxGuest"/> has, drivers of disks, CD drives and channels, QEMU's guest agent where
/// its package can be had, and a shell on its serial line.
/// </summary>
internal sealed class LiveLinux : IDisposable
{
    /// <summary>Read by the guest's init once the first drivers are there.</summary>
    private const string More = """
        for module in $(cat /modules/more); do insmod /modules/$module.ko 2>/dev/null; done
        mkdir -p /run /tmp /var/run /mnt /sbin; ln -s /bin/busybox /sbin/hwclock
        [ ! -x /usr/sbin/qemu-ga ] || for port in /dev/vport*; do /usr/sbin/qemu-ga -m virtio-serial -p $port -t /run >/dev/null 2>&1 & done

        """;

    /// <summary>The same when everything else is done: lines with a number in front are carried out.</summary>
    private const string Listen = """
        stty -echo
        while read -r number line; do eval "$line" 2>&1; echo "VL-DONE-$number $?"; done

        """;

    private static readonly string[] Drivers = ["virtio_blk", "virtio_console", "virtio_scsi", "sr_mod", "ext4"];
    private readonly World world;
    private readonly string name;
    private readonly string serial;
    private FileStream? line;
    private int count;

    private LiveLinux(World world, string name, string serial)
    {
        this.world = world;
        this.name = name;
        this.serial = serial;
    }

    /// <summary>There is an agent in it.</summary>
    public bool HasAgent { get; private init; }

    /// <summary>Starts it and waits until it listens. <paramref name="devices"/> are what it has from the start.</summary>
    public static LiveLinux Start(World world, string name, string devices)
    {
        LinuxGuest linux = LinuxGuest.Instance;
        string initramfs = world.Root + "/initramfs.cpio";
        bool hasAgent = MakeInitramfs(world, linux, initramfs);
        string serial = $"{world.Root}/{name}-serial.log";
        string xml = world.File_(name + ".xml", $"""
            <domain type='qemu'>
              <name>{name}</name>
              <memory unit='MiB'>256</memory>
              <vcpu current='1'>2</vcpu>
              <os>
                <type arch='x86_64' machine='pc'>hvm</type>
                <kernel>{linux.Kernel}</kernel>
                <initrd>{initramfs}</initrd>
                <cmdline>console=ttyS0 quiet panic=-1</cmdline>
              </os>
              <features><acpi/></features>
              <devices>
                <controller type='usb' model='none'/>
                <controller type='scsi' model='virtio-scsi'/>
                <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
                <serial type='pty'><log file='{serial}'/></serial>
                <memballoon model='none'/>
                {devices}
              </devices>
            </domain>
            """);
        world.Do("define", xml);
        world.Do("start", name);
        var guest = new LiveLinux(world, name, serial) { HasAgent = hasAgent };
        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Contains("VL-READY", StringComparison.Ordinal), () => File.ReadAllText(serial));
        guest.line = new FileStream(world.Do("ttyconsole", name).Trim(), FileMode.Open, FileAccess.Write);
        return guest;
    }

    /// <summary>Runs a line of shell in the guest; gives back what it printed.</summary>
    public string Do(string command)
    {
        string number = (++count).ToString(CultureInfo.InvariantCulture);
        int from = File.ReadAllText(serial).Length;
        line!.Write(System.Text.Encoding.UTF8.GetBytes($"{number} {command}\n"));
        line.Flush();
        string said = "";
        World.Until(() => (said = File.ReadAllText(serial)[from..]).Contains($"VL-DONE-{number} ", StringComparison.Ordinal), () => $"{command}: {said}");
        int end = said.IndexOf($"VL-DONE-{number} ", StringComparison.Ordinal);
        World.Until(() => (said = File.ReadAllText(serial)[from..]).IndexOf('\n', end) > 0, () => said);
        said[end..].Split('\n')[0].TrimEnd().ShouldBe($"VL-DONE-{number} 0", command + "\n" + said);
        return said[..end].Replace("\r", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>Waits in the guest until the condition holds.</summary>
    public void Until(string condition) =>
        Do($"i=0; until {condition}; do i=$((i+1)); [ $i -lt 900 ] || break; sleep 0.1; done; {condition}");

    /// <summary>How many files QEMU has open.</summary>
    public int OpenFiles() => Directory.GetFileSystemEntries($"/proc/{world.QemuOf(name)}/fd").Length;

    public void Dispose() => line?.Dispose();

    private static bool MakeInitramfs(World world, LinuxGuest linux, string target)
    {
        string root = world.Root + "/more";
        Directory.CreateDirectory(root + "/modules");
        string version = Path.GetFileName(linux.Kernel)["vmlinuz-".Length..];
        var order = new List<string>();
        foreach (string driver in Drivers)
        {
            string[] needing = Said("modprobe", "-S", version, "--show-depends", driver).Split('\n');
            foreach (string needed in needing.Where(l => l.StartsWith("insmod ", StringComparison.Ordinal)))
            {
                string file = needed.Split(' ')[1];
                string module = Path.GetFileNameWithoutExtension(file);
                if (file.EndsWith(".ko", StringComparison.Ordinal) && !order.Contains(module))
                {
                    File.Copy(file, $"{root}/modules/{module}.ko");
                    order.Add(module);
                }
            }
        }

        File.WriteAllText(root + "/modules/more", string.Join('\n', order));
        File.WriteAllText(root + "/more", More);
        File.WriteAllText(root + "/listen", Listen);
        bool hasAgent = AddAgent(root);
        Said("sh", "-c", $"cp {linux.Initramfs} {target} && cd {root} && find . | cpio --quiet -o -H newc >>{target}");
        return hasAgent;
    }

    /// <summary>QEMU's agent out of Debian's package, with the libraries that it is linked with.</summary>
    private static bool AddAgent(string root)
    {
        string unpacked = root + ".agent";
        Directory.CreateDirectory(unpacked);
        Said("sh", "-c", $"cd {unpacked} && timeout 60 apt-get download -qq qemu-guest-agent && dpkg-deb -x *.deb . || true");
        string agent = unpacked + "/usr/sbin/qemu-ga";
        string[] libraries = File.Exists(agent) ? [.. Said("ldd", agent).Split('\n').Where(l => l.Contains('/', StringComparison.Ordinal))
            .Select(l => l[l.IndexOf('/', StringComparison.Ordinal)..].Split(' ')[0])] : [];
        if (libraries.Length == 0 || Said("ldd", agent).Contains("not found", StringComparison.Ordinal))
        {
            return false;
        }

        Directory.CreateDirectory(root + "/usr/sbin");
        File.Copy(agent, root + "/usr/sbin/qemu-ga");
        foreach (string library in libraries)
        {
            Directory.CreateDirectory(root + Path.GetDirectoryName(library));
            File.Copy(library, root + library, overwrite: true);
        }

        return true;
    }

    private static string Said(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }
}
