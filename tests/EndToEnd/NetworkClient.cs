using System.Diagnostics;
using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>
/// Another machine on a bridge of a world: a network namespace with one end of a veth, whose other end is a port of the bridge. Stands in for a guest.
/// </summary>
internal sealed class NetworkClient : IDisposable
{
    private readonly World world;
    private readonly Process holder;

    /// <param name="bridge">The bridge to connect to; null = the peer stays a device of the world.</param>
    public NetworkClient(World world, string name, string? bridge)
    {
        this.world = world;
        Name = name;
        int pid = int.Parse(world.Shell("unshare --net sleep 900 >/dev/null 2>&1 & echo $!"), CultureInfo.InvariantCulture);
        holder = Process.GetProcessById(pid);
        World.Until(() => world.Run(["sh", "-c", $"[ $(readlink /proc/{pid}/ns/net) != $(readlink /proc/self/ns/net) ]"]).ExitCode == 0, () => "a namespace");
        world.Shell($"ip link add {name} type veth peer name {name}p && ip link set {name} netns {pid} && ip link set {name}p up");
        if (bridge is not null)
        {
            world.Shell($"ip link set {name}p master {bridge}");
        }

        Shell($"ip link set lo up && ip link set {name} up");
    }

    public string Name { get; }

    public string Shell(string script) => world.Shell($"nsenter --target {holder.Id} --net sh -c '{script}'");

    public bool Succeeds(string script) => world.Run(["sh", "-c", $"nsenter --target {holder.Id} --net sh -c '{script}'"]).ExitCode == 0;

    /// <summary>Asks for an address and takes it; gives back what udhcpc was told: ip, mask, router, dns, mtu.</summary>
    public string Lease()
    {
        string script = world.File_("dhcp-" + Name, "#!/bin/sh\n[ \"$1\" = bound ] || exit 0\necho \"ip=$ip mask=$mask router=$router dns=$dns mtu=$mtu\"\n" +
            "ip addr add $ip/$mask dev $interface\n[ -z \"$router\" ] || ip route add default via $router\n");
        File.SetUnixFileMode(script, (UnixFileMode)0x1ED);
        return Shell($"busybox udhcpc -i {Name} -n -q -f -t 10 -T 1 -O mtu -s {script} 2>/dev/null").Trim();
    }

    public void Dispose()
    {
        // by hand: the kernel takes a namespace down, and a veth pair with it, only some time after its last process
        world.Run(["ip", "link", "del", Name + "p"]);
        holder.Kill();
        holder.Dispose();
    }
}
