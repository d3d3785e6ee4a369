using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;controller&gt; as libvirt prints it.</summary>
internal static class ControllerWriter
{
    public static void Write(XmlOutput xml, Controller controller)
    {
        xml.Open("controller").Attr("type", ControllerType.Names[controller.Type]).Attr("index", controller.Index)
            .Attr("model", controller.Model, ControllerModel.Names).Attr("ports", controller.Ports).Attr("vectors", controller.Vectors)
            .Attr("maxGrantFrames", controller.MaxGrantFrames).Attr("maxEventChannels", controller.MaxEventChannels);
        WritePci(xml, controller.Pci);
        xml.Element("serial", controller.Serial);
        WriteDriver(xml, controller);
        if (controller.Model == ControllerModel.UsbNone)
        {
            // no device: no master, no place, and no name that somebody gave; a running guest's has the one that the first would have
            if (xml.IsLive)
            {
                DeviceWriter.WriteAlias(xml, controller);
            }

            xml.Close();
            return;
        }

        DeviceWriter.WriteAlias(xml, controller);
        if (controller.MasterStartPort is { } port)
        {
            xml.Open("master").Attr("startport", port).Close();
        }

        DeviceWriter.WriteRomAcpiAddress(xml, controller);
        if (controller.Pci.Hole64KiB is { } hole)
        {
            xml.ElementKiB("pcihole64", hole);
        }

        xml.Close();
    }

    private static void WritePci(XmlOutput xml, PciControllerOptions pci)
    {
        if (pci.ModelName is { } name)
        {
            xml.Open("model").Attr("name", PciModelName.Names[name]).Close();
        }

        if (pci.HasTarget)
        {
            xml.Open("target").Attr("chassisNr", pci.ChassisNr).Attr("chassis", pci.Chassis).Hex("port", (ulong?)pci.Port, 1).Attr("busNr", pci.BusNr)
                .Attr("index", pci.TargetIndex).OnOff("hotplug", pci.Hotplug).Attr("memReserve", pci.MemReserveKiB);
            xml.Element("node", (ulong?)pci.NumaNode);
            xml.Close();
        }
    }

    private static void WriteDriver(XmlOutput xml, Controller controller)
    {
        bool hasQueues = controller.IoThreadQueues.Count > 0;
        if (controller.Queues is null && controller.CmdPerLun is null && controller.MaxSectors is null && controller.IoEventFd is null
            && controller.IoThread is null && controller.Virtio is null && !hasQueues)
        {
            return;
        }

        xml.Open("driver").Attr("queues", controller.Queues).Attr("cmd_per_lun", controller.CmdPerLun).Attr("max_sectors", controller.MaxSectors)
            .OnOff("ioeventfd", controller.IoEventFd).Attr("iothread", controller.IoThread);
        DeviceWriter.WriteVirtioOptions(xml, controller.Virtio);
        if (hasQueues)
        {
            xml.Open("iothreads");
            foreach (IoThreadQueues thread in controller.IoThreadQueues)
            {
                xml.Open("iothread").Attr("id", thread.Id);
                foreach (uint queue in thread.Queues)
                {
                    xml.Open("queue").Attr("id", queue).Close();
                }

                xml.Close();
            }

            xml.Close();
        }

        xml.Close();
    }
}
