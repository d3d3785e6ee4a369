using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;controller&gt; (formatdomain, "Controllers"; refusals: addresses.md 7).</summary>
internal static class ControllerReader
{
    public static Controller Read(XmlCursor cursor)
    {
        var controller = new Controller { Type = cursor.Enum("type", ControllerType.Names) ?? ControllerType.Ide };
        controller.Index = cursor.UIntUpTo("index", Bounds.ControllerIndex);
        controller.Model = Model(cursor, controller.Type);
        ReadDriver(cursor, controller);
        controller.MasterStartPort = Controller.NaturalStartPort(controller.Model);
        if (cursor.OnlyChild("master") is { } master)
        {
            controller.MasterStartPort = master.UInt("startport") ?? 0;
        }

        switch (controller.Type)
        {
            case ControllerType.VirtioSerial:
                controller.Ports = cursor.UInt("ports");
                controller.Vectors = cursor.UInt("vectors");
                break;
            case ControllerType.Usb:
                controller.Ports = cursor.UInt("ports");
                break;
            case ControllerType.Xenbus:
                controller.MaxGrantFrames = cursor.UInt("maxGrantFrames");
                controller.MaxEventChannels = cursor.UInt("maxEventChannels");
                break;
            case ControllerType.Pci:
                ReadPci(cursor, controller);
                break;
            case ControllerType.Nvme:
                controller.Serial = cursor.Since("11.5").ChildText("serial") is { Length: > 0 } serial ? serial : null;
                break;
        }

        DeviceReader.ReadCommon(cursor, controller);
        if (controller.Model == ControllerModel.UsbNone)
        {
            controller.Address = null;
            controller.MasterStartPort = null;
            controller.Alias = cursor.IsLive ? controller.Alias : null;
        }

        if (controller.IsPciRoot && controller.Address is not null)
        {
            throw DomainException.Unsupported("pci-root and pcie-root controllers should not have an address", controller.Position);
        }

        return controller;
    }

    private static ControllerModel? Model(XmlCursor cursor, ControllerType type)
    {
        if (cursor.Text("model") is not { } word)
        {
            return null;
        }

        return ControllerModel.Names.TryParse(word, out ControllerModel model) && ControllerModelNames.Fits(type, model)
            ? model
            : throw DomainException.Unsupported($"Unknown model type '{word}'", cursor.Position);
    }

    private static void ReadDriver(XmlCursor cursor, Controller controller)
    {
        if (cursor.Child("driver") is not { } driver)
        {
            return;
        }

        controller.Queues = driver.UIntUpTo("queues", Bounds.Queues);
        controller.CmdPerLun = driver.UInt("cmd_per_lun");
        controller.MaxSectors = driver.UInt("max_sectors");
        controller.IoEventFd = driver.OnOff("ioeventfd");
        controller.IoThread = driver.UInt("iothread") is > 0 and { } thread ? thread : null;
        controller.Virtio = DeviceReader.ReadVirtioOptions(driver);
        controller.IoThreadQueues.AddRange(IoThreadQueuesReader.Read(driver.Since("11.2")));
        if (controller.IoThread is not null && controller.IoThreadQueues.Count > 0)
        {
            throw driver.Error("controller driver 'iothread' attribute can't be used together with 'iothreads' subelement");
        }
    }

    private static void ReadPci(XmlCursor cursor, Controller controller)
    {
        PciControllerOptions pci = controller.Pci;
        pci.ModelName = cursor.OnlyChild("model")?.EnumOrNone("name", PciModelName.Names);
        if (cursor.Child("pcihole64") is { } hole)
        {
            if (!controller.IsPciRoot && controller.Model is not null)
            {
                hole.Context.Ignored("<pcihole64> belongs to the controllers pci-root and pcie-root", hole.Position);
                hole.TakeAnything();
            }
            else
            {
                pci.Hole64KiB = hole.Content.Length > 0 ? hole.ContentKiB() : null;
            }
        }

        if (cursor.OnlyChild("target") is not { } target)
        {
            return;
        }

        pci.ChassisNr = Number(target, "chassisNr");
        pci.Chassis = Number(target, "chassis");
        pci.Port = Number(target, "port");
        pci.BusNr = Number(target, "busNr");
        pci.TargetIndex = Number(target, "index");
        pci.Hotplug = target.OnOff("hotplug");
        pci.MemReserveKiB = target.Since("10.3").AutoBase("memReserve");
        if (pci.MemReserveKiB == 0)
        {
            throw target.Error("memReserve must be greater than 0");
        }

        if (target.Child("node") is { } node)
        {
            pci.NumaNode = (int)Math.Min(node.ContentUInt(), int.MaxValue);
        }
    }

    private static int? Number(XmlCursor target, string attribute) => (int?)target.AutoBase(attribute, int.MaxValue);
}
