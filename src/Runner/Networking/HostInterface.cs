using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking;

/// <summary>Makes, connects and configures the host's end of one tap-like interface (network.md 8.2 to 8.9), in libvirt's order.</summary>
internal static class HostInterface
{
    /// <summary>The device with its queues open; it vanishes with them, and what does not is in the journal.</summary>
    public static OpenedInterface Open(InterfacePlan plan, InterfaceOwner owner, Settings settings, CleanupJournal journal)
    {
        switch (plan.Kind)
        {
            case TapKind.Macvtap:
                GuestFilter.Refuse(plan.Interface, "before a macvtap device");
                OpenedInterface macvtap = Macvtap.Create(plan, settings, journal);
                return Configured(macvtap, () => Shape(macvtap.Name, plan, transmitIsInbound: false, settings));
            case TapKind.Ethernet:
                return OpenEthernet(plan, owner, settings, journal);
            case TapKind.Bridge when settings.Privileged:
                OpenedInterface tap = TapDevice.Create(plan, settings);
                return Configured(tap, () => ConnectToBridge(tap.Name, plan, owner, settings, journal));
            default:
                GuestFilter.Refuse(plan.Interface, "in session mode");
                return BridgeHelper.Open(plan);
        }
    }

    /// <summary>What has to wait until just before the guest runs (network.md 8.7).</summary>
    public static void Activate(InterfacePlan plan, string name)
    {
        Interface definition = plan.Interface;
        if (plan.Kind == TapKind.Macvtap)
        {
            using var lower = new NetworkDevice(plan.Link!);
            lower.SetUp();
            using var device = new NetworkDevice(name);
            device.SetUp();
        }
        else if (plan.Kind == TapKind.Ethernet)
        {
            HostAddresses.Apply(name, definition.Source);
        }
        else if (plan.LibvirtManagesMacTable)
        {
            NetworkCommand.Run("bridge", ["fdb", "add", definition.Mac!, "dev", name, "master", "static"], $"error adding fdb entry for {name}");
        }
    }

    private static OpenedInterface OpenEthernet(InterfacePlan plan, InterfaceOwner owner, Settings settings, CleanupJournal journal)
    {
        Interface definition = plan.Interface;
        bool managed = definition.TargetManaged != false;
        OpenedInterface opened = managed ? TapDevice.Create(plan, settings) : TapDevice.OpenExisting(plan, settings);
        return Configured(opened, () =>
        {
            GuestFilter.Apply(opened.Name, definition, owner, settings, journal);
            if (managed)
            {
                using var device = new NetworkDevice(opened.Name);
                device.SetMac(MacAddress.OfTap(definition.Mac!));
                device.SetUp();
            }

            if (definition.DownScriptPath is { Length: > 0 } down)
            {
                journal.Add(CleanupAction.Command(down, opened.Name));
            }

            if (definition.ScriptPath is { Length: > 0 } script)
            {
                InterfaceScript.Run(script, opened.Name);
            }

            if (settings.Privileged)
            {
                Shape(opened.Name, plan, transmitIsInbound: true, settings);
            }

            if (managed)
            {
                SetOwnMtu(opened.Name, definition);
            }
        });
    }

    private static void ConnectToBridge(string name, InterfacePlan plan, InterfaceOwner owner, Settings settings, CleanupJournal journal)
    {
        Interface definition = plan.Interface;
        InterfaceResolution inForce = definition.InForce;
        VirtualPort? port = inForce.VirtualPort;
        Vlan? vlan = inForce.Vlan;
        bool isolated = inForce.PortIsolated == true;
        using var bridge = new NetworkDevice(plan.Link ?? throw new GuestException("internal error: Missing bridge name"));
        using var tap = new NetworkDevice(name);
        tap.SetMac(MacAddress.OfTap(definition.Mac!));
        tap.SetMtu(bridge.GetMtu());
        GuestFilter.Apply(name, definition, owner, settings, journal);
        switch (port?.Type)
        {
            case "openvswitch":
                OpenVswitch.AddPort(bridge.Name, name, definition.Mac!, owner.Uuid, port, vlan, journal);
                break;
            case "midonet":
                BindToMidonet(name, port, journal);
                break;
            default:
                bridge.AddPort(tap);
                if (vlan is { Tags.Count: > 0 })
                {
                    BridgeVlan.Apply(name, vlan);
                }

                if (isolated)
                {
                    bridge.SetPortOption(tap, "isolated", "1");
                }

                break;
        }

        tap.SetUp();
        if (definition.CoalesceRxFrames is > 0 and { } frames)
        {
            tap.SetReceiveCoalescing(frames);
        }

        if (plan.LibvirtManagesMacTable)
        {
            bridge.SetPortOption(tap, "learning", "0");
            bridge.SetPortOption(tap, "unicast_flood", "0");
        }

        bool isOvs = port?.Type == "openvswitch";
        if (!isOvs)
        {
            QueueDiscipline.SetNoQueue(tap.Index);
        }

        Bandwidth? bandwidth = inForce.Bandwidth;
        if (bandwidth is not null && isOvs)
        {
            OpenVswitch.SetBandwidth(name, owner.Uuid, bandwidth, journal);
        }
        else if (bandwidth is not null)
        {
            TrafficControl.Apply(name, bandwidth, transmitIsInbound: true);
        }

        SetOwnMtu(name, definition);
    }

    private static void BindToMidonet(string name, VirtualPort port, CleanupJournal journal)
    {
        string id = port.InterfaceId?.ToString() ?? throw new GuestException("internal error: a midonet virtualport needs an interfaceid");
        journal.Add(CleanupAction.Command("mm-ctl", "--unbind-port", id));
        HostCommand.Run("mm-ctl", "--bind-port", id, name).Check($"internal error: Unable to bind port {name} to the virtual port {id}");
    }

    private static void Shape(string name, InterfacePlan plan, bool transmitIsInbound, Settings settings)
    {
        Bandwidth? bandwidth = plan.Interface.InForce.Bandwidth;
        if (!settings.Privileged)
        {
            if (bandwidth is not null)
            {
                throw new GuestException("unsupported configuration: Network bandwidth tuning is not available in session mode");
            }

            return;
        }

        using var device = new NetworkDevice(name);
        QueueDiscipline.SetNoQueue(device.Index);
        if (bandwidth is not null)
        {
            TrafficControl.Apply(name, bandwidth, transmitIsInbound);
        }
    }

    private static void SetOwnMtu(string name, Interface definition)
    {
        if (definition.Mtu is > 0 and { } mtu)
        {
            using var device = new NetworkDevice(name);
            device.SetMtu(checked((int)mtu));
        }
    }

    private static OpenedInterface Configured(OpenedInterface opened, Action configure)
    {
        try
        {
            configure();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
