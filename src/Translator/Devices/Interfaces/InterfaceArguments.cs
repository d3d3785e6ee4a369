using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>Network interfaces: what stands behind the card first, then the card (network.md 2).</summary>
internal static class InterfaceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Interface nic in builder.Domain.Interfaces)
        {
            // host devices have their -device among the host devices
            if (nic.ActualType != InterfaceType.Hostdev)
            {
                NetdevArguments.Add(builder, nic);
                AddCard(builder, nic);
                AddSteps(builder, nic);
            }
        }
    }

    private static void AddCard(CommandLineBuilder builder, Interface nic)
    {
        if (IsOldStyle(builder.Domain, nic))
        {
            builder.Add("-net", new OptionText("nic").Add("macaddr", nic.Mac).Add("netdev", "host" + nic.Alias).Add("model", nic.Model).Add("id", nic.Alias));
            return;
        }

        ZpciArguments.Add(builder, nic);
        var device = new PropertyBag();
        if (nic.IsVirtio)
        {
            AddVirtio(device, nic, builder.Context);
        }
        else
        {
            device.Add("driver", nic.Model);
        }

        device.Add("netdev", "host" + nic.Alias).Add("id", nic.Alias).Add("mac", nic.Mac).AddPositive("bootindex", nic.EffectiveBootIndex);
        if (builder.Capabilities.Has(Flags.VirtioCcwLoadparm) && nic.Address is CcwAddress)
        {
            device.Add("loadparm", nic.LoadParm);
        }

        AddressProperties.Add(device, nic, builder.Context);
        AddressProperties.AddRom(device, nic);
        builder.AddDevice(device);
    }

    /// <summary>What QEMU is told before the guest runs (network.md 7).</summary>
    private static void AddSteps(CommandLineBuilder builder, Interface nic)
    {
        if (nic.LinkUp == false)
        {
            builder.Plan.StepsBeforeRunning.Add(new QmpStep("set_link",
                new PropertyBag().Add("name", nic.Alias).Add("up", false))
            { Purpose = $"taking the link of {nic.Alias} down" });
        }

        bool isTap = nic.ActualType is InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Ethernet;
        bool isTrusted = nic.InForce.TrustGuestRxFilters == true;
        if (isTap && isTrusted && nic.Model == "virtio")
        {
            // QEMU sends the event of a change only to somebody who has asked before
            builder.Plan.StepsBeforeRunning.Add(new QmpStep("query-rx-filter", new PropertyBag().Add("name", nic.Alias)) { IgnoreErrors = true });
        }
    }

    /// <summary>ARM boards have cards of their own that take no -device (network.md 6.4).</summary>
    public static bool IsOldStyle(Domain domain, Interface nic) => domain.IsArm() && nic.Address is not (PciAddress or VirtioMmioAddress);

    private static void AddVirtio(PropertyBag device, Interface nic, TranslationContext context)
    {
        VirtioModel model = nic.Model switch
        {
            "virtio-transitional" => VirtioModel.VirtioTransitional,
            "virtio-non-transitional" => VirtioModel.VirtioNonTransitional,
            _ => VirtioModel.Virtio,
        };
        device.Add("driver", VirtioDriver.Name("virtio-net", nic, context, model));
        VirtioDriver.AddOptions(device, nic.Virtio);
        InterfaceDriver? driver = nic.Driver;
        if (driver is not null)
        {
            device.Add("tx", driver.TxMode switch { "iothread" => "bh", "timer" => "timer", _ => null })
                .Add("ioeventfd", driver.IoEventFd).Add("event_idx", driver.EventIdx)
                .Add("csum", driver.Host.Csum).Add("gso", driver.Host.Gso).Add("host_tso4", driver.Host.Tso4).Add("host_tso6", driver.Host.Tso6)
                .Add("host_ecn", driver.Host.Ecn).Add("host_ufo", driver.Host.Ufo).Add("mrg_rxbuf", driver.Host.MrgRxBuf)
                .Add("guest_csum", driver.Guest.Csum).Add("guest_tso4", driver.Guest.Tso4).Add("guest_tso6", driver.Guest.Tso6)
                .Add("guest_ecn", driver.Guest.Ecn).Add("guest_ufo", driver.Guest.Ufo);
            if (driver.Queues is { } queues and > 1)
            {
                device.Add("mq", true).Add("vectors", nic.Address is CcwAddress ? null : (2 * queues) + 2);
            }

            device.Add("rx_queue_size", driver.RxQueueSize).Add("tx_queue_size", driver.TxQueueSize).Add("rss", driver.Rss).Add("hash", driver.RssHashReport);
        }

        device.AddPositive("host_mtu", nic.Mtu ?? 0);
        if (nic.Teaming is { IsTransient: false })
        {
            device.Add("failover", true);
        }
    }
}
