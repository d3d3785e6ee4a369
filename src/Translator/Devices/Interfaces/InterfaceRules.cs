using System.Numerics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>What interfaces cannot be (network.md 3.1).</summary>
internal static class InterfaceRules
{
    /// <summary>What shows in the definition alone.</summary>
    public static void Check(Interface nic, TranslationContext context)
    {
        CheckIsolation(nic, nic.Type, nic.PortIsolated, nic.VirtualPort?.Type);
        CheckVirtioOptions(nic);
        CheckBackendUse(nic);
        CheckAddresses(nic, context.Rules);
        CheckTeaming(nic);
        CheckHostSide(nic);
        CheckSupport(nic, context);
        CheckModel(nic);
        CheckDriver(nic, context);
        if (context.Rules.VlanIsCheckedAtDefinition && nic.Type is not (InterfaceType.Network or InterfaceType.Bridge))
        {
            CheckVlan(nic);
        }
    }

    /// <summary>What shows once a type='network' has been resolved.</summary>
    public static void CheckResolved(Interface nic)
    {
        InterfaceType type = nic.ActualType;
        string word = InterfaceType.Names[type];
        bool isBridged = type is InterfaceType.Network or InterfaceType.Bridge;
        InterfaceResolution inForce = nic.InForce;
        string? port = inForce.VirtualPort?.Type;
        if (nic.Driver?.Queues > 1
            && type is not (InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Ethernet or InterfaceType.VhostUser
                or InterfaceType.Vdpa))
        {
            throw Refuse(nic, $"multiqueue is not supported for network interfaces of type {word}");
        }

        if (nic.FilterRef is not null)
        {
            if (!isBridged && type != InterfaceType.Ethernet)
            {
                throw Refuse(nic, $"filterref is not supported for network interfaces of type {word}");
            }

            if (port is not null)
            {
                throw Refuse(nic, $"filterref is not supported for network interfaces with virtualport type {port}");
            }
        }

        if (nic.Backend.Tap is not null && !isBridged && type != InterfaceType.Ethernet)
        {
            throw Refuse(nic, $"custom tap device path is not supported for network interfaces of type {word}");
        }

        CheckVlan(nic);
        if (type == InterfaceType.Hostdev && inForce.Bandwidth is not null)
        {
            throw Refuse(nic, "bandwidth settings are not supported for hostdev interfaces");
        }

        CheckIsolation(nic, type, inForce.PortIsolated, port);
        if (nic.ScriptPath is not null && type != InterfaceType.Ethernet)
        {
            throw DomainException.Unsupported($"scripts are not supported on interfaces of type {word}", nic.Position);
        }
    }

    private static void CheckIsolation(Interface nic, InterfaceType type, bool? isIsolated, string? port)
    {
        if (isIsolated != true)
        {
            return;
        }

        if (type is not (InterfaceType.Network or InterfaceType.Bridge))
        {
            throw Refuse(nic, $"<port isolated='yes'/> is not supported for network interfaces with type='{InterfaceType.Names[type]}'");
        }

        if (port is not null)
        {
            throw Refuse(nic, $"<port isolated='yes'/> is not supported for network interfaces with virtualport type='{port}'");
        }
    }

    private static void CheckVlan(Interface nic)
    {
        InterfaceResolution inForce = nic.InForce;
        if (inForce.Vlan is not null && !CanHaveVlan(inForce, inForce.VirtualPort?.Type))
        {
            throw Refuse(nic, "vlan tag not supported for this connection type");
        }
    }

    private static bool CanHaveVlan(InterfaceResolution inForce, string? port) => inForce.Type switch
    {
        InterfaceType.Hostdev => true,
        InterfaceType.Direct => inForce.DirectMode == DirectMode.Passthrough,
        InterfaceType.Bridge or InterfaceType.Network => port is null or "openvswitch",
        _ => false,
    };

    private static DomainException Refuse(Interface nic, string what) => DomainException.Unsupported($"interface {nic.Mac} - {what}", nic.Position);

    private static void CheckAddresses(Interface nic, Compatibility rules)
    {
        string word = InterfaceType.Names[nic.Type];
        if ((nic.Source.Ips.Count > 0 || nic.Source.Routes.Count > 0) && nic.Type != InterfaceType.Ethernet)
        {
            throw DomainException.Unsupported(
                $"Invalid attempt to set network interface host-side IP route and/or address info on interface of type '{word}'. This is only supported on "
                + "interfaces of type 'ethernet'", nic.Position);
        }

        if (rules.PasstTakesGateway && nic.Backend.Type == InterfaceBackendType.Passt)
        {
            if (nic.GuestRoutes.Exists(r => r is not { Address: null, Prefix: null, Metric: null }))
            {
                throw DomainException.Unsupported(
                    "<route> elements of an interface using the passt backend must be default routes, with only a gateway specified", nic.Position);
            }

            if (nic.GuestRoutes.GroupBy(r => r.Gateway.Contains(':', StringComparison.Ordinal)).FirstOrDefault(g => g.Count() > 1) is { } several)
            {
                throw DomainException.Unsupported(
                    $"only one IPv{(several.Key ? 6 : 4)} default route can be specified for an interface using the passt backend", nic.Position);
            }
        }
        else if (nic.GuestRoutes.Count > 0)
        {
            throw DomainException.Unsupported("Invalid attempt to set network interface guest-side IP route, not supported "
                + (rules.PasstTakesGateway ? "for this interface type/backend" : "by QEMU"), nic.Position);
        }

        if (nic.GuestIps.Count == 0)
        {
            return;
        }

        if (nic.Type != InterfaceType.User && !(nic.Type == InterfaceType.VhostUser && nic.Backend.Type == InterfaceBackendType.Passt))
        {
            throw DomainException.Unsupported("Invalid attempt to set network interface guest-side IP address info, not supported by QEMU", nic.Position);
        }

        bool hasIpv4 = false;
        bool hasIpv6 = false;
        foreach (InterfaceIp ip in nic.GuestIps)
        {
            if (ip.IsIpv6 ? hasIpv6 : hasIpv4)
            {
                throw DomainException.Unsupported($"Only one IPv{(ip.IsIpv6 ? 6 : 4)} address per interface is allowed", nic.Position);
            }

            hasIpv4 |= !ip.IsIpv6;
            hasIpv6 |= ip.IsIpv6;
            if (!ip.IsIpv6 && ip.Prefix is < 4 or > 27 && !ip.IsIpv6)
            {
                throw new DomainException("invalid prefix, must be in range of 4-27", nic.Position);
            }

            if (ip.IsIpv6 && ip.Prefix is not (null or 64))
            {
                throw DomainException.Unsupported($"unsupported IPv6 address prefix='{ip.Prefix}' - must be 64", nic.Position);
            }
        }
    }

    private static void CheckHostSide(Interface nic)
    {
        string word = InterfaceType.Names[nic.Type];
        if (nic.TargetManaged == false && nic.Type != InterfaceType.Ethernet)
        {
            throw DomainException.Unsupported($"unmanaged target dev is not supported on interfaces of type '{word}'", nic.Position);
        }

        bool isPasst = nic.Type == InterfaceType.User && nic.Backend.Type == InterfaceBackendType.Passt;
        if (nic.Mtu is > 0 && !isPasst
            && nic.Type is not (InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Ethernet or InterfaceType.VhostUser))
        {
            throw DomainException.Unsupported($"setting MTU on interface type {word} is not supported yet", nic.Position);
        }

        if (nic.CoalesceRxFrames is not null && nic.Type is not (InterfaceType.Network or InterfaceType.Bridge))
        {
            throw DomainException.Unsupported($"coalesce settings on interface type {word} are not supported", nic.Position);
        }
    }

    private static void CheckModel(Interface nic)
    {
        if (nic.Type is InterfaceType.Vdpa or InterfaceType.VhostUser && !nic.IsVirtio)
        {
            throw DomainException.Unsupported(
                $"invalid model for interface of type '{InterfaceType.Names[nic.Type]}': '{nic.Model}' - must be 'virtio'", nic.Position);
        }
    }

    private static void CheckVirtioOptions(Interface nic)
    {
        if (!nic.IsVirtio && nic.Virtio is { } options)
        {
            string? name = options.Iommu is not null ? "iommu driver" : options.Ats is not null ? "ats driver" : options.Packed is not null
                ? "packed driver" : "page_per_vq";
            throw DomainException.Unsupported($"{name} option is only supported for virtio devices", nic.Position);
        }
    }

    private static void CheckBackendUse(Interface nic)
    {
        bool isPasst = nic.Backend.Type == InterfaceBackendType.Passt;
        if (isPasst && nic.Type is not (InterfaceType.User or InterfaceType.VhostUser))
        {
            throw DomainException.Unsupported("The 'passt' backend can only be used with interface type='user' or type='vhostuser'", nic.Position);
        }

        if (!isPasst && (nic.Backend.HostName ?? nic.Backend.FullHostName) is not null)
        {
            throw DomainException.Unsupported(
                $"The '{(nic.Backend.HostName is null ? "fqdn" : "hostname")}' attribute of the <backend> element can only be used with the <backend> type='passt'",
                nic.Position);
        }

        if (nic.PortForwards.Count > 0 && !isPasst)
        {
            throw DomainException.Unsupported(
                "The <portForward> element can only be used with the 'passt' backend of interface type='user' or type='vhostuser'", nic.Position);
        }
    }

    private static void CheckSupport(Interface nic, TranslationContext context)
    {
        bool isPasst = nic.Backend.Type == InterfaceBackendType.Passt;
        if (nic.Type == InterfaceType.User && !context.Capabilities.Has(isPasst ? Flags.NetdevStream : Flags.NetdevUser))
        {
            throw DomainException.Unsupported($"the '{InterfaceBackendType.Names[nic.Backend.Type]}' network backend is not supported with this QEMU binary",
                nic.Position);
        }

        if (nic.Type == InterfaceType.Vdpa && !context.Capabilities.Has(Flags.NetdevVhostVdpa))
        {
            throw DomainException.Unsupported("vDPA devices are not supported with this QEMU binary", nic.Position);
        }

        if (nic.Type == InterfaceType.VhostUser && !SharedMemory.IsShared(context.Domain))
        {
            throw DomainException.Unsupported("'interface' requires shared memory", nic.Position);
        }
    }

    private static void CheckDriver(Interface nic, TranslationContext context)
    {
        if (nic.Driver is not { } driver)
        {
            return;
        }

        if (driver.RxQueueSize is { } rx && !BitOperations.IsPow2(rx))
        {
            throw DomainException.Unsupported("rx_queue_size has to be a power of two", nic.Position);
        }

        if (driver.TxQueueSize is { } tx && !BitOperations.IsPow2(tx))
        {
            throw DomainException.Unsupported("tx_queue_size has to be a power of two", nic.Position);
        }

        if (!context.Capabilities.Has(Flags.VirtioNetRss) && (driver.Rss is not null || driver.RssHashReport is not null))
        {
            throw DomainException.Unsupported($"virtio rss{(driver.Rss is null ? " hash report" : "")} is not supported with this QEMU binary", nic.Position);
        }
    }

    private static void CheckTeaming(Interface nic)
    {
        if (nic.Teaming is not { } teaming)
        {
            return;
        }

        if (!teaming.IsTransient)
        {
            if (teaming.Persistent is not null)
            {
                throw DomainException.Unsupported("teaming persistent attribute not allowed if teaming type is 'persistent'", nic.Position);
            }

            if (!nic.IsVirtio)
            {
                throw DomainException.Unsupported($"virtio-net teaming persistent interface must be <model type='virtio'/>, not '{nic.Model}'", nic.Position);
            }

            return;
        }

        if (nic.Type is not (InterfaceType.Hostdev or InterfaceType.Network))
        {
            throw DomainException.Unsupported($"virtio-net teaming transient interface must be type='hostdev', not '{InterfaceType.Names[nic.Type]}'",
                nic.Position);
        }

        if (teaming.Persistent is null)
        {
            throw DomainException.Unsupported("teaming persistent attribute must be set if teaming type is 'transient'", nic.Position);
        }
    }
}
