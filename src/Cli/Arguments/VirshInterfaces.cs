using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// What <c>virsh domxml-to-native</c> makes of interfaces before it prints (measured: libvirt 11.3): each becomes a bare tap that keeps its MAC address and
/// its model, whatever it was; address, queues, boot order, driver and all else are dropped. <c>virsh start</c> does not do so.
/// </summary>
internal static class VirshInterfaces
{
    public static void Reduce(Domain domain)
    {
        for (int i = 0; i < domain.Interfaces.Count; i++)
        {
            Interface full = domain.Interfaces[i];
            domain.Interfaces[i] = new Interface { Type = InterfaceType.Ethernet, Mac = full.Mac, Model = full.Model };
        }
    }
}
