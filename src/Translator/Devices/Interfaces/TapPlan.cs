using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>What the launcher has to make on the host for a tap-like interface (network.md 8).</summary>
internal static class TapPlan
{
    /// <summary>The kernel's MAX_TAP_QUEUES.</summary>
    private const uint MostQueues = 256;

    public static InterfacePlan Of(Interface nic, TranslationContext context)
    {
        InterfaceResolution inForce = nic.InForce;
        TapKind kind = inForce.Type switch
        {
            InterfaceType.Ethernet => TapKind.Ethernet,
            InterfaceType.Direct => TapKind.Macvtap,
            _ => TapKind.Bridge,
        };
        if (nic is { Type: InterfaceType.Ethernet, TargetManaged: false } && string.IsNullOrEmpty(nic.TargetDevice))
        {
            throw DomainException.Internal("target dev must be supplied when managed='no'", nic.Position);
        }

        string? link = kind switch
        {
            TapKind.Bridge => inForce.Bridge,
            TapKind.Macvtap => inForce.Device,
            _ => null,
        };
        if (kind == TapKind.Bridge && link is null && context.Options.ForStart)
        {
            throw DomainException.Internal("Missing bridge name", nic.Position);
        }

        // without privileges the tap comes from QEMU's bridge helper: one descriptor, on its own tap device
        bool isByHelper = kind == TapKind.Bridge && !context.Settings.Privileged;
        if (isByHelper && nic.Backend.Tap is not null)
        {
            throw DomainException.Unsupported("cannot use custom tap device in session mode", nic.Position);
        }

        if (nic.Driver?.Queues > MostQueues)
        {
            throw DomainException.Unsupported($"queues='{nic.Driver.Queues}': a tap has at most {MostQueues} queues", nic.Position);
        }

        return new InterfacePlan
        {
            Kind = kind,
            Alias = nic.Alias!,
            Interface = nic,
            Queues = isByHelper ? 1 : (int)(nic.Driver?.Queues ?? 1),
            VnetHeader = nic.IsVirtio || nic.Model is "e1000e" or "igb" or "vmxnet3",
            Link = link,
            DeviceName = string.IsNullOrEmpty(nic.TargetDevice) ? null : nic.TargetDevice,
            MacvtapMode = kind == TapKind.Macvtap ? DirectMode.Names[inForce.DirectMode] : null,
            Network = nic.Source.Network,
            LibvirtManagesMacTable = inForce.MacTableManagerLibvirt,
        };
    }
}
