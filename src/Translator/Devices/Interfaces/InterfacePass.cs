using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Machine;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>What interfaces leave open: model, macvtap mode, backend, ids of virtual ports (completion.md 6.10).</summary>
internal sealed class InterfacePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Interface nic in context.Domain.Interfaces)
        {
            Complete(nic, context);
        }
    }

    private static void Complete(Interface nic, TranslationContext context)
    {
        if (nic.Type == InterfaceType.Direct)
        {
            nic.Source.Mode ??= DirectMode.Vepa;
        }

        if (nic.Type != InterfaceType.Hostdev && nic.Model is null && !IsHostdevNetwork(nic, context))
        {
            nic.Model = DefaultModel(nic, context);
        }

        if (nic.Type == InterfaceType.User && nic.Backend.Type == InterfaceBackendType.Default
            && !context.Capabilities.Has(Flags.NetdevUser) && context.Capabilities.Has(Flags.NetdevStream))
        {
            nic.Backend.Type = InterfaceBackendType.Passt;
        }

        if (nic.VirtualPort is { } port)
        {
            // a port without a type may become any: it gets both ids (measured: libvirt 11.3)
            if (port.Type is null or "802.1Qbg")
            {
                port.InstanceId ??= IdentifiersPass.RandomUuid(context.Host);
            }

            if (port.Type is null or "openvswitch")
            {
                port.InterfaceId ??= IdentifiersPass.RandomUuid(context.Host);
            }
        }
    }

    /// <summary>A network of host devices: the guest sees the host's card, so there is no model to choose.</summary>
    private static bool IsHostdevNetwork(Interface nic, TranslationContext context) =>
        nic is { Type: InterfaceType.Network, Source.Network: { } network } && context.Host.Network(network)?.Definition.Forward == NetworkForward.Hostdev;

    private static string DefaultModel(Interface nic, TranslationContext context)
    {
        Domain domain = context.Domain;
        if (nic.Type is InterfaceType.Vdpa or InterfaceType.VhostUser)
        {
            return "virtio";
        }

        if (domain.IsS390() || domain.IsLoongArchVirt() || domain.IsRiscvVirt() || domain.IsArmVirt())
        {
            return "virtio";
        }

        if (domain.IsArm())
        {
            return domain.Os.Machine == "versatilepb" ? "scm91c111" : "lan9118";
        }

        QemuCapabilities capabilities = context.Capabilities;
        return capabilities.Has(Flags.Rtl8139) ? "rtl8139"
            : capabilities.Has(Flags.E1000) ? "e1000"
            : capabilities.Has(Flags.VirtioNet) ? "virtio" : "rtl8139";
    }
}
