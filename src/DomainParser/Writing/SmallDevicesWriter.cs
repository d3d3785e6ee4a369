using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>Devices of hardly more than a model and an address: hub, watchdog, nvram, panic, crypto, iommu, vsock, pstore.</summary>
internal static class SmallDevicesWriter
{
    public static void WriteHub(XmlOutput xml, Hub hub) => Finish(xml.Open("hub").Attr("type", "usb"), hub);

    public static void WriteWatchdog(XmlOutput xml, Watchdog watchdog) =>
        Finish(xml.Open("watchdog").Attr("model", WatchdogModelNames.All[watchdog.Model]).Attr("action", WatchdogActionNames.All[watchdog.Action]), watchdog);

    public static void WriteNvram(XmlOutput xml, Nvram nvram) => Finish(xml.Open("nvram"), nvram);

    public static void WritePanic(XmlOutput xml, Panic panic) => Finish(xml.Open("panic").Attr("model", PanicModelNames.All.Of(panic.Model)), panic);

    public static void WriteCrypto(XmlOutput xml, Crypto crypto)
    {
        xml.Open("crypto").Attr("model", "virtio").Attr("type", "qemu");
        xml.Open("backend").Attr("model", CryptoBackendNames.All[crypto.Backend]).Attr("queues", crypto.Queues == 0 ? (uint?)null : crypto.Queues).Close();
        DriverWriter.WriteVirtio(xml, crypto.Virtio);
        Finish(xml, crypto);
    }

    public static void WriteIommu(XmlOutput xml, Iommu iommu)
    {
        xml.Open("iommu").Attr("model", IommuModelNames.All[iommu.Model]);
        if (iommu.HasDriverAttributes)
        {
            xml.Open("driver").OnOff("intremap", iommu.InterruptRemapping).OnOff("caching_mode", iommu.CachingMode).OnOff("eim", iommu.ExtendedInterruptMode)
                .OnOff("iotlb", iommu.Iotlb).Attr("aw_bits", iommu.AddressWidthBits == 0 ? (uint?)null : iommu.AddressWidthBits)
                .OnOff("dma_translation", iommu.DmaTranslation).Close();
        }

        Finish(xml, iommu);
    }

    public static void WriteVsock(XmlOutput xml, Vsock vsock)
    {
        xml.Open("vsock").Attr("model", VirtioModelNames.All.Of(vsock.Model));
        if (vsock.AutoCid is not null || vsock.Cid != 0)
        {
            xml.Open("cid").YesNo("auto", vsock.AutoCid).Attr("address", vsock.Cid == 0 ? (uint?)null : vsock.Cid).Close();
        }

        DeviceWriter.WriteCommon(xml, vsock);
        DriverWriter.WriteVirtio(xml, vsock.Virtio);
        xml.Close();
    }

    public static void WritePstore(XmlOutput xml, Pstore pstore)
    {
        xml.Open("pstore").Attr("backend", "acpi-erst");
        xml.Element("path", pstore.Path);
        xml.ElementKiB("size", pstore.SizeKiB);
        Finish(xml, pstore);
    }

    private static void Finish(XmlOutput xml, Device device)
    {
        DeviceWriter.WriteCommon(xml, device);
        xml.Close();
    }
}
