using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Controllers: PCI, USB, SCSI, SATA, virtio-serial, smart cards.</summary>
internal static class ControllerDevices
{
    private static readonly Dictionary<string, string> PciModels = new(StringComparer.Ordinal)
    {
        ["pci-bridge"] = "pci-bridge",
        ["pcie-root-port"] = "pcie-root-port",
        ["ioh3420"] = "pcie-root-port",
        ["x3130-upstream"] = "pcie-switch-upstream-port",
        ["xio3130-downstream"] = "pcie-switch-downstream-port",
        ["i82801b11-bridge"] = "dmi-to-pci-bridge",
        ["pcie-pci-bridge"] = "pcie-to-pci-bridge",
        ["pxb"] = "pci-expander-bus",
        ["pxb-pcie"] = "pcie-expander-bus",
        ["spapr-pci-host-bridge"] = "pci-root",
    };

    private static readonly Dictionary<string, string> UsbModels = new(StringComparer.Ordinal)
    {
        ["piix3-usb-uhci"] = "piix3-uhci",
        ["piix4-usb-uhci"] = "piix4-uhci",
        ["usb-ehci"] = "ehci",
        ["vt82c686b-usb-uhci"] = "vt82c686b-uhci",
        ["pci-ohci"] = "pci-ohci",
        ["nec-usb-xhci"] = "nec-xhci",
        ["qemu-xhci"] = "qemu-xhci",
        ["ich9-usb-ehci1"] = "ich9-ehci1",
        ["ich9-usb-uhci1"] = "ich9-uhci1",
        ["ich9-usb-uhci2"] = "ich9-uhci2",
        ["ich9-usb-uhci3"] = "ich9-uhci3",
    };

    private static readonly Dictionary<string, string> ScsiModels = new(StringComparer.Ordinal)
    {
        ["lsi"] = "lsilogic",
        ["lsi53c895a"] = "lsilogic",
        ["megasas"] = "lsisas1078",
        ["mptsas1068"] = "lsisas1068",
        ["pvscsi"] = "vmpvscsi",
        ["am53c974"] = "am53c974",
        ["dc-390"] = "dc390",
        ["spapr-vscsi"] = "ibmvscsi",
    };

    public static bool Add(NativeCommand native, NativeOption device)
    {
        string driver = device.Kind;
        VirtioName virtio = VirtioName.Of(driver);
        XElement? controller = null;
        if (PciModels.TryGetValue(driver, out string? pci))
        {
            controller = Pci(native, device, pci);
        }
        else if (UsbModels.TryGetValue(driver, out string? usb))
        {
            controller = Usb(native, device, usb);
        }
        else if (virtio.Base == "virtio-scsi" || ScsiModels.ContainsKey(driver))
        {
            controller = Scsi(native, device, virtio);
        }
        else if (virtio.Base == "virtio-serial")
        {
            controller = New(native, device, "virtio-serial", "virtio-serial", virtio.IsPlain ? null : virtio.Model);
            controller.SetAttributeValue("ports", device.Take("max_ports"));
            controller.SetAttributeValue("vectors", device.Take("vectors"));
            controller.Add(VirtioName.Driver(device));
        }
        else if (driver is "ahci" or "ich9-ahci")
        {
            controller = New(native, device, "sata", "sata", null);
        }
        else if (driver == "usb-ccid")
        {
            controller = New(native, device, "ccid", "ccid", null);
        }

        if (controller is null)
        {
            return false;
        }

        device.Take();
        controller.Add(AddressElements.Common(native, device));
        native.Devices.Add(controller);
        return true;
    }

    private static XElement New(NativeCommand native, NativeOption device, string type, string prefix, string? model) => Element(
        "controller", Attribute("type", type), Attribute("index", native.IndexOf(type, device.Id ?? prefix, prefix)), Attribute("model", model));

    private static XElement Pci(NativeCommand native, NativeOption device, string model)
    {
        long? rootIndex = model == "pci-root" ? device.TakeNumber("index") : null;
        string id = device.Id ?? "";
        int index;
        if (rootIndex is { } root)
        {
            index = id.StartsWith("pci.", StringComparison.Ordinal) ? native.PciIndexOf(id) : native.PciIndexOf("pci." + Numbers.Text(root));
            native.NamePciBus(id + ".0", index);
        }
        else
        {
            index = native.PciIndexOf(id);
        }

        var target = Element(
            "target",
            Attribute("chassisNr", device.Take("chassis_nr")),
            Attribute("chassis", device.Take("chassis")),
            Attribute("port", device.TakeNumber("port") is { } port ? "0x" + port.ToString("x", CultureInfo.InvariantCulture) : null),
            Attribute("hotplug", device.TakeSwitch("hotplug")),
            Attribute("busNr", device.Take("bus_nr")),
            Attribute("index", rootIndex),
            Attribute("memReserve", device.TakeNumber("mem-reserve") is { } reserve ? Numbers.Text(reserve / 1024) : null));
        target.Add(Text("node", device.Take("numa_node")));
        var modelName = device.Kind switch
        {
            "ioh3420" => With("model", "name", "ioh3420"),
            "pcie-root-port" => With("model", "name", "pcie-root-port"),
            _ =>
            null
        };
        return Element("controller", Attribute("type", "pci"), Attribute("index", index), Attribute("model", model), modelName, target.UnlessEmpty());
    }

    private static XElement Usb(NativeCommand native, NativeOption device, string model)
    {
        string? master = device.Take("masterbus");
        string id = master is null ? device.Id ?? "usb" : master.EndsWith(".0", StringComparison.Ordinal) ? master[..^2] : master;
        var controller = Element("controller", Attribute("type", "usb"), Attribute("index", native.IndexOf("usb", id, "usb")), Attribute("model", model));
        string? ports = device.TakeAny("p2", "p3");
        device.Take("p3");
        controller.SetAttributeValue("ports", ports);
        if (device.Take("firstport") is { } first)
        {
            controller.Add(With("master", "startport", first));
        }

        return controller;
    }

    private static XElement Scsi(NativeCommand native, NativeOption device, VirtioName virtio)
    {
        string model = virtio.Base == "virtio-scsi" ? virtio.IsPlain ? "virtio-scsi" : virtio.Model : ScsiModels[device.Kind];
        XElement controller = New(native, device, "scsi", "scsi", model);
        string? iothread = device.Take("iothread");
        var driver = Element(
            "driver",
            Attribute("queues", device.Take("num_queues")),
            Attribute("cmd_per_lun", device.Take("cmd_per_lun")),
            Attribute("max_sectors", device.Take("max_sectors")),
            Attribute("ioeventfd", device.TakeSwitch("ioeventfd")),
            Attribute("iothread", iothread is null ? null : native.IoThreads.GetValueOrDefault(iothread, 1).ToString(CultureInfo.InvariantCulture)),
            VirtioName.Options(device),
            IoThreadMapping.Of(native, device));
        controller.Add(driver.UnlessEmpty());
        return controller;
    }
}
