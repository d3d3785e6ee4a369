using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>A running guest's interface: its link, and what the host does for it; what the guest sees of the card stays (live-changes.md 4).</summary>
internal static class InterfaceUpdate
{
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Interface present, Interface wanted)
    {
        CheckCard(present, wanted);
        if (wanted is { Type: InterfaceType.Network, Source.Network: { } network } && guest.Host.Network(network) is null)
        {
            throw new DomainException($"Network not found: no network with matching name '{network}'", wanted.Position, RefusalKind.Plain);
        }

        CheckType(present, wanted);
        if (present.Source.PortGroup != wanted.Source.PortGroup)
        {
            throw DomainException.NotSupported("cannot modify network device portgroup attribute");
        }

        if (HostLink.Differs(present, wanted))
        {
            yield return new AdaptInterface(present.TargetDevice ?? "", present, wanted) { Owner = present.Alias };
        }

        bool? isTrusted = wanted.TrustGuestRxFilters;
        if (isTrusted == true && present.TrustGuestRxFilters != true)
        {
            yield return PlugSteps.Command("query-rx-filter", ("name", present.Alias!)) with { IgnoreErrors = true };
        }

        if ((wanted.LinkUp ?? true) != (present.LinkUp ?? true))
        {
            yield return new QmpStep("set_link", new PropertyBag().Add("name", present.Alias).Add("up", wanted.LinkUp ?? true));
        }

        Replace(guest.Live, present, wanted);
    }

    /// <summary>The new definition takes the place of the old, with what the run knows of it.</summary>
    private static void Replace(Domain live, Interface present, Interface wanted)
    {
        wanted.Mac ??= present.Mac;
        wanted.Model ??= present.Model;
        wanted.Alias = present.Alias;
        wanted.Address = present.Address;
        wanted.BootOrder = present.BootOrder;
        wanted.TargetDevice = present.TargetDevice;
        wanted.Resolution = present.Resolution;
        wanted.Source.PortId = present.Source.PortId;
        if (wanted.Type == InterfaceType.Network)
        {
            wanted.Source.Bridge ??= present.Source.Bridge;
        }

        live.Interfaces[live.Interfaces.IndexOf(present)] = wanted;
    }

    private static void CheckType(Interface present, Interface wanted)
    {
        string type = InterfaceType.Names[present.Type];
        if (present.Type is InterfaceType.Hostdev or InterfaceType.Vdpa)
        {
            throw DomainException.NotSupported($"cannot change config of '{type}' network interface type");
        }

        if (wanted.Type is InterfaceType.Hostdev or InterfaceType.Vdpa)
        {
            throw DomainException.NotSupported($"cannot change network interface type to '{InterfaceType.Names[wanted.Type]}'");
        }

        bool bothBridged = present.Type is InterfaceType.Network or InterfaceType.Bridge && wanted.Type is InterfaceType.Network or InterfaceType.Bridge;
        bool isSame = present.Type == wanted.Type && present.Type switch
        {
            InterfaceType.Direct => present.Source.Device == wanted.Source.Device && (wanted.Source.Mode is null || present.Source.Mode == wanted.Source.Mode),
            InterfaceType.VhostUser => false,
            _ => true,
        };
        if (!(bothBridged || isSame) || present.SndBuf != wanted.SndBuf)
        {
            throw DomainException.NotSupported($"unable to change config on '{type}' network type");
        }
    }

    private static void CheckCard(Interface present, Interface wanted)
    {
        if (wanted.Mac is { } mac && !string.Equals(mac, present.Mac, StringComparison.OrdinalIgnoreCase))
        {
            throw DomainException.NotSupported($"cannot change network interface mac address from {present.Mac} to {mac}");
        }

        if (wanted.Model is { } model && model != present.Model)
        {
            throw DomainException.NotSupported($"cannot modify network device model from {present.Model ?? "<null>"} to {model}");
        }

        Same(DeviceDocument.Fragment(present, "driver") == DeviceDocument.Fragment(wanted, "driver"), "cannot modify virtio network device driver attributes");
        Same(present.ScriptPath == wanted.ScriptPath, "cannot modify network device script attribute");
        Same(wanted.TargetDevice is null || wanted.HasGeneratedName || wanted.TargetDevice == present.TargetDevice, "cannot modify network device tap name");
        Same(wanted.Address is not PciAddress { IsEmpty: false } given
            || (present.Address is PciAddress place && place.Bus == given.Bus && place.Slot == given.Slot && place.Function == given.Function),
            "cannot modify network device guest PCI address");
        Same(present.Rom?.Bar == wanted.Rom?.Bar, "cannot modify network device rom bar setting");
        Same(present.Rom?.File == wanted.Rom?.File, "cannot modify network rom file");
        Same(present.BootOrder == wanted.BootOrder, "cannot modify network device boot index setting");
        Same(present.Rom?.Enabled == wanted.Rom?.Enabled, "cannot modify network device rom enabled setting");
        Same((present.Mtu ?? 0) == (wanted.Mtu ?? 0), "cannot modify MTU");
        Same(DeviceDocument.Fragment(present, "backend") == DeviceDocument.Fragment(wanted, "backend"), "cannot modify network device backend settings");
    }

    private static void Same(bool isSame, string refusal)
    {
        if (!isSame)
        {
            throw DomainException.NotSupported(refusal);
        }
    }
}
