using System.Net.Sockets;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Where an arriving guest's QEMU takes its memory and disks in (guest-state.md 6.4): sockets in a directory of its own, or ports where the other side asked
/// for them.
/// </summary>
internal sealed class ArrivalDoors(Settings settings, QmpClient monitor, MigrationMessage offer, string directory)
{
    private readonly ArrivalPorts ports = new(settings);

    /// <summary>Gives back the port; null: it is a socket.</summary>
    /// <param name="staysOnError">This QEMU can be told to stay where its memory does not come.</param>
    public int? OpenMemory(bool staysOnError)
    {
        if (offer.Listen is { } listen)
        {
            string address = AddressOf(listen);
            return ports.Open(listen.Port, p => Listen($"tcp:{(address.Contains(':') ? $"[{address}]" : address)}:{p}"));
        }

        Listen($"unix:{directory}/{MigrationSockets.Memory}");
        return null;

        void Listen(string uri) => Execute("migrate-incoming", new PropertyBag().Add("uri", uri).Add("exit-on-error", staysOnError ? false : null));
    }

    /// <summary>Serves the disks that are to be filled; gives back the port; null: it is a socket.</summary>
    /// <exception cref="GuestException">A disk has another size here.</exception>
    public int? OpenDisks(Domain domain)
    {
        int? port = null;
        if (offer.Listen is { } listen)
        {
            port = ports.Open(listen.DisksPort, p => Serve("inet", new PropertyBag().Add("host", AddressOf(listen)).Add("port", p)));
        }
        else
        {
            Serve("unix", new PropertyBag().Add("path", $"{directory}/{MigrationSockets.Disks}"));
        }

        BlockNodes nodes = GuestDisks.NodesOf(monitor);
        JsonElement statistics = monitor.Execute("query-blockstats");
        IReadOnlyList<LiveDisk> disks = LiveDisks.Parse(domain, statistics, nodes);
        foreach (OfferedDisk offered in offer.Disks)
        {
            LiveDisk disk = LiveDisks.Find(disks, offered.Target);
            ulong capacity = nodes[disk.Top.Node]?.Capacity ?? 0;
            if (capacity != offered.Capacity)
            {
                throw new GuestException(
                    $"unsupported configuration: disk '{offered.Target}' has {capacity} bytes here and {offered.Capacity} on the host that it comes from");
            }

            Execute("block-export-add", new PropertyBag()
                .Add("type", "nbd").Add("id", "libvirt-nbd-" + disk.Top.Node).Add("node-name", disk.Top.Node).Add("writable", true)
                .Add("name", offered.Target));
        }

        return port;

        void Serve(string type, PropertyBag data) => Execute("nbd-server-start", new PropertyBag()
            .Add("addr", new ObjectProperty(new PropertyBag().Add("type", type).Add("data", new ObjectProperty(data))))
            .Add("tls-creds", offer.Tls ? MigrationTls.Id : null));
    }

    private string AddressOf(PortRequest listen) => listen.Address ?? settings.MigrationAddress ?? (Socket.OSSupportsIPv6 ? "::" : "0.0.0.0");

    private void Execute(string command, PropertyBag arguments) => monitor.Execute(command, PropertyWriter.ToJson(arguments, NoDescriptors.Instance));
}
