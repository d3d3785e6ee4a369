using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>-netdev and what it needs before it, by actual type (network.md 5).</summary>
internal static class NetdevArguments
{
    public static void Add(CommandLineBuilder builder, Interface nic)
    {
        var netdev = new PropertyBag();
        switch (nic.ActualType)
        {
            case InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Ethernet:
                AddTap(builder, netdev, nic);
                break;
            case InterfaceType.User when nic.Backend.Type == InterfaceBackendType.Passt:
                AddPasst(builder, netdev, nic);
                break;
            case InterfaceType.User:
                AddUser(netdev, nic);
                break;
            case InterfaceType.Internal:
                netdev.Add("type", "user");
                break;
            case InterfaceType.Client:
                netdev.Add("type", "socket").Add("connect", HostPort(nic.Source.Address, nic.Source.Port));
                break;
            case InterfaceType.Server:
                netdev.Add("type", "socket").Add("listen", HostPort(nic.Source.Address, nic.Source.Port));
                break;
            case InterfaceType.Mcast:
                netdev.Add("type", "socket").Add("mcast", HostPort(nic.Source.Address, nic.Source.Port));
                break;
            case InterfaceType.Udp:
                netdev.Add("type", "socket").Add("udp", HostPort(nic.Source.Address, nic.Source.Port))
                    .Add("localaddr", HostPort(nic.Source.LocalAddress, nic.Source.LocalPort));
                break;
            case InterfaceType.VhostUser:
                AddVhostUser(builder, netdev, nic);
                break;
            case InterfaceType.Vdpa:
                AddVdpa(builder, netdev, nic);
                break;
            default:
                throw DomainException.Unsupported($"network device type '{InterfaceType.Names[nic.ActualType]}' is not supported by this hypervisor",
                    nic.Position);
        }

        builder.AddNetdev(netdev.Add("id", "host" + nic.Alias));
    }

    private static string HostPort(string? address, int? port) => string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");

    private static void AddTap(CommandLineBuilder builder, PropertyBag netdev, Interface nic)
    {
        InterfacePlan plan = TapPlan.Of(nic, builder.Context);
        var taps = new PlanResource[plan.Queues];
        for (int queue = 0; queue < plan.Queues; queue++)
        {
            taps[queue] = builder.Open(new TapQueue(Name("tapfd", nic, queue), plan, queue));
        }

        netdev.Add("type", "tap").AddFds(taps.Length == 1 ? "fd" : "fds", taps);
        string path = nic.Backend.Vhost ?? "/dev/vhost-net";
        if (WantsVhost(builder, nic) && IsGranted(builder, nic, path))
        {
            var vhosts = new PlanResource[plan.Queues];
            for (int queue = 0; queue < plan.Queues; queue++)
            {
                vhosts[queue] = builder.Open(new VhostNet(Name("vhostfd", nic, queue), plan, queue, path));
            }

            netdev.Add("vhost", true).AddFds(vhosts.Length == 1 ? "vhostfd" : "vhostfds", vhosts);
        }

        netdev.Add("sndbuf", nic.SndBuf);
    }

    private static string Name(string prefix, Interface nic, int queue) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{nic.Alias}{queue}");

    /// <summary>In-kernel virtio: for KVM guests' virtio cards, unless the driver is named qemu (network.md 5.1).</summary>
    private static bool WantsVhost(CommandLineBuilder builder, Interface nic)
    {
        if (builder.Context.Options.VhostNeedsKvm && (builder.Domain.Type != DomainType.Kvm || nic.Driver?.Name == "qemu"))
        {
            return false;
        }

        if (InterfaceArguments.IsOldStyle(builder.Domain, nic))
        {
            return nic.Driver?.Name == "vhost"
                ? throw DomainException.Unsupported("vhost-net is not supported with this QEMU binary", nic.Position)
                : false;
        }

        return nic.IsVirtio;
    }

    /// <summary>
    /// A host without vhost-net makes do with a plain tap; a start whose interface names the driver is refused, while a command line that is only shown keeps
    /// it.
    /// </summary>
    private static bool IsGranted(CommandLineBuilder builder, Interface nic, string path)
    {
        if (builder.Context.Host.ReasonNotToOpen(path) is not { } reason)
        {
            return true;
        }

        bool isRequired = nic.Driver?.Name == "vhost";
        if (isRequired && builder.Context.Options.ForStart)
        {
            throw DomainException.Operation($"vhost-net was requested for an interface, but is unavailable: {nic.Alias} needs {path}: {reason}", nic.Position);
        }

        if (!isRequired && builder.Context.Options.ForStart)
        {
            builder.Plan.Warnings.Add($"interface {nic.Alias}: no vhost-net ({path}: {reason}), using a plain tap");
        }

        return isRequired;
    }

    private static void AddUser(PropertyBag netdev, Interface nic)
    {
        netdev.Add("type", "user");
        foreach (InterfaceIp ip in nic.GuestIps)
        {
            if (ip.IsIpv6)
            {
                netdev.Add("ipv6-prefix", ip.Address).Add("ipv6-prefixlen", ip.Prefix);
            }
            else
            {
                netdev.Add("net", ip.Prefix is { } prefix ? string.Create(CultureInfo.InvariantCulture, $"{ip.Address}/{prefix}") : ip.Address);
            }
        }
    }

    private static void AddPasst(CommandLineBuilder builder, PropertyBag netdev, Interface nic)
    {
        builder.Plan.Helpers.Add(PasstHelper.Of(nic, builder.Context));
        netdev.Add("type", "stream").Add("addr", new PropertyBag().Add("type", "unix").Add("path", PasstHelper.Socket(nic, builder.Context)))
            .Add("server", false);
        if (builder.Capabilities.Has(Flags.NetdevStreamReconnectMiliseconds))
        {
            netdev.Add("reconnect-ms", 5000);
        }
        else if (builder.Capabilities.Has(Flags.NetdevStreamReconnect))
        {
            netdev.Add("reconnect", 5);
        }
    }

    private static void AddVhostUser(CommandLineBuilder builder, PropertyBag netdev, Interface nic)
    {
        if (InterfaceArguments.IsOldStyle(builder.Domain, nic))
        {
            throw DomainException.Internal("Nicdev support unavailable", nic.Position);
        }

        bool isPasst = nic.Backend.Type == InterfaceBackendType.Passt;
        if (isPasst)
        {
            builder.Plan.Helpers.Add(PasstHelper.Of(nic, builder.Context));
        }

        InterfaceSource source = nic.Source;
        var chardev = new OptionText("socket").Add("id", "char" + nic.Alias).Escaped("path", isPasst ? PasstHelper.Socket(nic, builder.Context) : source.Path);
        if (source.IsServer && !isPasst)
        {
            chardev.Add("server", true);
        }

        uint? reconnect = isPasst ? 5 : source.ReconnectEnabled switch { true => source.ReconnectTimeout, false => 0, null => null };
        if (reconnect is { } seconds)
        {
            if (builder.Capabilities.Has(Flags.ChardevReconnectMiliseconds))
            {
                chardev.Add("reconnect-ms", seconds * 1000L);
            }
            else
            {
                chardev.Add("reconnect", (long)seconds);
            }
        }

        builder.Add("-chardev", chardev);
        netdev.Add("type", "vhost-user").Add("chardev", "char" + nic.Alias).Add("queues", nic.Driver?.Queues);
    }

    private static void AddVdpa(CommandLineBuilder builder, PropertyBag netdev, Interface nic)
    {
        int set = builder.TakeFdSet();
        DeviceNode node = builder.Open(new DeviceNode($"vdpa-{nic.Alias}", nic.Source.Device!, ReadWrite: true, DeviceNodeKind.Vdpa));
        builder.AddFd(set, node, nic.Alias + "-vdpa");
        netdev.Add("type", "vhost-vdpa").Add("vhostdev", string.Create(CultureInfo.InvariantCulture, $"/dev/fdset/{set}")).Add("queues", nic.Driver?.Queues);
    }
}
