using System.Text.RegularExpressions;

namespace VirshLite.EndToEnd;

/// <summary>
/// A small guest without an operating system whose disk the test writes to itself, through QEMU, as a guest's writes would come: what has become of its state
/// is then known byte by byte.
/// </summary>
internal static partial class StateGuest
{
    public const string EtcOfItsOwn = "mkdir -p /run/etc-virshlite /etc/virshlite && mount --bind /run/etc-virshlite /etc/virshlite";

    public static string Disk(World world) => $"{world.Root}/images/disk.qcow2";

    /// <summary>Defines it with an empty disk of 16 MiB.</summary>
    public static void Define(World world, string name = "g", string devices = "")
    {
        // QEMU's user is to reach them
        world.Shell($"mkdir -p {world.Root}/images && chmod 755 {world.Root} {world.Root}/images && qemu-img create -q -f qcow2 {Disk(world)} 16M");
        world.Do("define", world.File_(name + ".xml", Xml(name, Disk(world), devices)));
    }

    public static string Xml(string name, string disk, string devices = "") => $"""
        <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>{name}</name>
          <uuid>5b0a1c1e-0000-4000-8000-000000000001</uuid>
          <memory unit='MiB'>16</memory>
          <vcpu>1</vcpu>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
          <features><acpi/></features>
          <devices>
            <disk type='file' device='disk'>
              <driver name='qemu' type='qcow2'/>
              <source file='{disk}'/>
              <target dev='vda' bus='virtio'/>
            </disk>
            <controller type='usb' model='none'/>
            <memballoon model='none'/>
            {devices}
          </devices>
          <qemu:commandline>
            <qemu:arg value='-global'/>
            <qemu:arg value='virtio-blk-device.share-rw=on'/>
          </qemu:commandline>
        </domain>
        """;

    /// <summary>Writes a byte all over one MiB of the disk.</summary>
    public static void Write(World world, int pattern, int megabyte, string name = "g")
    {
        Io(world, name, $"write -P 0x{pattern:x} {megabyte}M 1M").ShouldNotContain("failed", Case.Insensitive);

        Flush(world, name);
    }

    /// <summary>Whoever reads the image beside QEMU sees what QEMU has in its caches, an image's tables too.</summary>
    public static void Flush(World world, string name = "g") => Io(world, name, "flush");

    /// <summary>Whether that MiB of the disk holds that byte only.</summary>
    public static bool Holds(World world, int pattern, int megabyte, string name = "g") =>
        !Io(world, name, $"read -P 0x{pattern:x} {megabyte}M 1M").Contains("verification failed", StringComparison.Ordinal);

    /// <summary>The same of an image that nobody writes to.</summary>
    public static bool Holds(World world, string image, int pattern, int megabyte)
    {
        string said = world.Shell($"qemu-io -r -U -f qcow2 -c 'read -P 0x{pattern:x} {megabyte}M 1M' {image} 2>&1 || true");
        said.ShouldContain("read 1048576/1048576");
        return !said.Contains("verification failed", StringComparison.Ordinal);
    }

    /// <summary>What a paused guest is in the middle of.</summary>
    public static string Registers(World world, string name = "g") => world.Do("qemu-monitor-command", name, "--hmp", "info registers");

    /// <summary>One that has ended may stay as a zombie for as long as nobody asks for it.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // it may end between being looked for and being read
            return false;
        }
    }

    public static string State(World world, string name = "g") => world.Do("domstate", name, "--reason").Trim();

    private static string Io(World world, string name, string command)
    {
        Match index = Index().Match(world.Do("dumpxml", name));
        return world.Do("qemu-monitor-command", name, "--hmp", $"qemu-io libvirt-{index.Groups[1].Value}-format \"{command}\"");
    }

    [GeneratedRegex("<source file='[^']*' index='([0-9]+)'")]
    private static partial Regex Index();
}
