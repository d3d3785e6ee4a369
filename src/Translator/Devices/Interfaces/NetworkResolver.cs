using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>
/// What an interface of type='network' comes to: its actual type and the settings merged from interface, portgroup and network (network.md 4).
/// </summary>
internal static class NetworkResolver
{
    /// <exception cref="DomainException">The network is not there, not active, or cannot serve such an interface.</exception>
    public static InterfaceResolution Resolve(Interface nic, TranslationContext context)
    {
        string name = nic.Source.Network!;
        if (context.Host.Network(name) is not { } host)
        {
            if (context.Options.ForStart)
            {
                throw new DomainException(
                    $"Network not found: no network with matching name '{name}'; `virshlite net-start FILE` brings one up from its XML", nic.Position,
                    RefusalKind.Plain);
            }

            context.Warnings.Add($"network '{name}' is not known on this host; a bridge behind NAT is assumed");
            return new InterfaceResolution
            {
                Type = InterfaceType.Network,
                VirtualPort = nic.VirtualPort,
                Vlan = nic.Vlan,
                Bandwidth = nic.Bandwidth,
                PortIsolated = nic.PortIsolated,
                TrustGuestRxFilters = nic.TrustGuestRxFilters,
            };
        }

        if (host.Port is { } port)
        {
            return port;
        }

        if (context.Options.ForStart && !host.IsActive)
        {
            string reason = host.Definition.Bridge is { } bridge ? $": its bridge '{bridge}' does not exist" : "";
            throw DomainException.Operation($"network '{name}' is not active{reason}; `virshlite net-start {name}` brings it up", nic.Position);
        }

        return Resolve(nic, host, name);
    }

    private static InterfaceResolution Resolve(Interface nic, HostNetwork host, string name)
    {
        VirtualNetwork network = host.Definition;
        NetworkPortGroup? group = PortGroup(nic, network, name);
        VirtualPort? port = MergePorts(nic, network.VirtualPort, group?.VirtualPort);
        var result = new InterfaceResolution
        {
            Type = InterfaceType.Network,
            Bridge = network.Bridge,
            MacTableManagerLibvirt = network.MacTableManagerLibvirt,
            VirtualPort = port,
            Vlan = nic.Vlan ?? group?.Vlan ?? network.Vlan,
            Bandwidth = nic.Bandwidth ?? group?.Bandwidth,
            PortIsolated = nic.PortIsolated ?? network.PortIsolated,
            TrustGuestRxFilters = nic.TrustGuestRxFilters ?? group?.TrustGuestRxFilters ?? network.TrustGuestRxFilters,
            Managed = network.Managed,
            HostdevDriver = network.HostdevDriver,
        };
        switch (network.Forward)
        {
            case NetworkForward.None or NetworkForward.Nat or NetworkForward.Route or NetworkForward.Open:
                RefusePort(nic, port, name, "uses IP forwarding", []);
                return result;
            case NetworkForward.Bridge when network.Bridge is not null:
                RefusePort(nic, port, name, "uses a bridge device", ["openvswitch"]);
                return result.With(InterfaceType.Bridge);
            case NetworkForward.Hostdev:
                RefusePort(nic, port, name, "uses an SR-IOV Virtual Function via PCI passthrough", ["802.1Qbg", "802.1Qbh"]);
                return result.With(FreeFunction(nic, host, name));
            default:
                RefusePort(nic, port, name, "uses a macvtap device", ["802.1Qbg", "802.1Qbh"]);
                return result.With(PoolDevice(nic, host, name, port), ModeOf(network.Forward));
        }
    }

    private static InterfaceResolution With(this InterfaceResolution result, InterfaceType type) => Copy(result, type, null, default, null);

    private static InterfaceResolution With(this InterfaceResolution result, PciAddress function) =>
        Copy(result, InterfaceType.Hostdev, null, default, function);

    private static InterfaceResolution With(this InterfaceResolution result, string device, DirectMode mode) =>
        Copy(result, InterfaceType.Direct, device, mode, null);

    private static InterfaceResolution Copy(InterfaceResolution result, InterfaceType type, string? device, DirectMode mode, PciAddress? function) => new()
    {
        Type = type,
        Bridge = result.Bridge,
        MacTableManagerLibvirt = result.MacTableManagerLibvirt,
        Device = device,
        DirectMode = mode,
        HostAddress = function,
        Managed = result.Managed,
        HostdevDriver = result.HostdevDriver,
        VirtualPort = result.VirtualPort,
        Vlan = result.Vlan,
        Bandwidth = result.Bandwidth,
        PortIsolated = result.PortIsolated,
        TrustGuestRxFilters = result.TrustGuestRxFilters,
    };

    private static DirectMode ModeOf(NetworkForward forward) => forward switch
    {
        NetworkForward.Bridge => DirectMode.Bridge,
        NetworkForward.Private => DirectMode.Private,
        NetworkForward.Passthrough => DirectMode.Passthrough,
        _ => DirectMode.Vepa,
    };

    private static NetworkPortGroup? PortGroup(Interface nic, VirtualNetwork network, string name)
    {
        foreach (NetworkPortGroup group in network.PortGroups)
        {
            if (nic.Source.PortGroup is null ? group.IsDefault : group.Name == nic.Source.PortGroup)
            {
                return group;
            }
        }

        return nic.Source.PortGroup is null
            ? null
            : throw DomainException.Internal($"network '{name}' doesn't have a portgroup named '{nic.Source.PortGroup}'", nic.Position);
    }

    private static void RefusePort(Interface nic, VirtualPort? port, string name, string what, ReadOnlySpan<string> allowed)
    {
        if (port?.Type is { } type && allowed.IndexOf(type) < 0)
        {
            throw DomainException.Unsupported($"<virtualport type='{type}'> not supported for network '{name}' which {what}", nic.Position);
        }
    }

    /// <summary>Attribute by attribute; two that differ are an error.</summary>
    private static VirtualPort? MergePorts(Interface nic, VirtualPort? network, VirtualPort? group)
    {
        if (nic.VirtualPort is null && network is null && group is null)
        {
            return null;
        }

        var merged = new VirtualPort();
        foreach (VirtualPort? part in (ReadOnlySpan<VirtualPort?>)[nic.VirtualPort, network, group])
        {
            if (part is null)
            {
                continue;
            }

            merged.Type = Same(nic, merged.Type, part.Type, "types");
            merged.ManagerId = Same(nic, merged.ManagerId, part.ManagerId, "managerids");
            merged.TypeId = Same(nic, merged.TypeId, part.TypeId, "typeids");
            merged.TypeIdVersion = Same(nic, merged.TypeIdVersion, part.TypeIdVersion, "typeidversions");
            merged.InstanceId = Same(nic, merged.InstanceId, part.InstanceId, "instanceids");
            merged.InterfaceId = Same(nic, merged.InterfaceId, part.InterfaceId, "interfaceids");
            merged.ProfileId = Same(nic, merged.ProfileId, part.ProfileId, "profileids");
        }

        return merged;
    }

    private static T? Same<T>(Interface nic, T? one, T? other, string what) =>
        one is null ? other
        : other is null || EqualityComparer<T>.Default.Equals(one, other) ? one
        : throw DomainException.Unsupported($"attempt to merge virtualports with mismatched {what} ('{one}' and '{other}')", nic.Position);

    private static PciAddress FreeFunction(Interface nic, HostNetwork host, string name)
    {
        IReadOnlyList<PciAddress> free = host.FreeFunctions ?? host.Definition.HostAddresses;
        return free.Count > 0
            ? free[0]
            : throw DomainException.Internal($"network '{name}' requires exclusive access to interfaces, but none are available", nic.Position);
    }

    /// <summary>Passthrough (and private with 802.1Qbh) takes the first unused device, other modes the least used one.</summary>
    private static string PoolDevice(Interface nic, HostNetwork host, string name, VirtualPort? port)
    {
        NetworkForward forward = host.Definition.Forward;
        bool isExclusive = forward == NetworkForward.Passthrough || (forward == NetworkForward.Private && port?.Type == "802.1Qbh");
        string? found = null;
        int fewest = int.MaxValue;
        foreach ((string device, int users) in host.Devices ?? [.. host.Definition.Devices.Select(device => (device, 0))])
        {
            if (users < fewest && (!isExclusive || users == 0))
            {
                found = device;
                fewest = users;
            }
        }

        return found ?? throw DomainException.Internal(
            isExclusive
                ? $"network '{name}' requires exclusive access to interfaces, but none are available"
                : $"network '{name}' uses a direct mode, but has no forward dev and no interface pool",
            nic.Position);
    }
}
