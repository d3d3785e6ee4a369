using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Balloon, random numbers, watchdogs, panic, vsock, shared memory, IOMMU, crypto, persistent store, USB hubs.</summary>
internal static class SmallDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        XElement? element = virtio.Base switch
        {
            "virtio-balloon" => Element(
                "memballoon", Attribute("model", virtio.Model), Attribute("autodeflate", device.TakeSwitch("deflate-on-oom")),
                Attribute("freePageReporting", device.TakeSwitch("free-page-reporting")), VirtioName.Driver(device)),
            "virtio-rng" => Rng(native, device, virtio),
            "i6300esb" or "ib700" or "diag288" => Watchdog(native, device.Kind),
            "pvpanic" => With("panic", "model", virtio.Bus == "pci" ? "pvpanic" : "isa"),
            "vhost-vsock" => Vsock(device, virtio),
            "ivshmem-plain" => Shmem(native, device),
            "ivshmem-doorbell" => Doorbell(native, device),
            "intel-iommu" => Iommu(device),
            "virtio-iommu" => With("iommu", "model", "virtio"),
            "virtio-crypto" => Crypto(native, device, virtio),
            "acpi-erst" => Pstore(native, device),
            "usb-hub" => With("hub", "type", "usb"),
            _ => null,
        };
        if (element is null)
        {
            return false;
        }

        device.Take();
        element.Add(AddressElements.Common(native, device));
        native.Devices.Add(element);
        return true;
    }

    /// <summary>What a guest would get by default although the command line does not have it.</summary>
    public static void AddAbsent(NativeCommand native)
    {
        if (native.Devices.Element("memballoon") is null)
        {
            native.Devices.Add(With("memballoon", "model", "none"));
        }
    }

    public static XElement Watchdog(NativeCommand native, string model)
    {
        string? action = native.Options.FindLast(o => o.Name == "-watchdog-action")?.Value;
        foreach (NativeOption option in native.All("-watchdog-action").ToList())
        {
            option.Take();
        }

        return Element("watchdog", Attribute("model", model), Attribute("action", action ?? "reset"));
    }

    private static XElement? Rng(NativeCommand native, NativeOption device, VirtioName virtio)
    {
        if (native.Find("-object", device.Peek("rng")) is not { } source)
        {
            return null;
        }

        var backend = Element("backend", Attribute("model", source.Kind switch { "rng-egd" => "egd", "rng-builtin" => "builtin", _ => "random" }));
        switch (source.Kind)
        {
            case "rng-random":
                backend.Value = source.Take("filename") ?? "/dev/random";
                break;
            case "rng-egd":
                if (!ChardevElements.Fill(native, backend, source.Take("chardev"), device.Id ?? "rng"))
                {
                    return null;
                }

                break;
        }

        source.Take();
        device.Take("rng");
        string? bytes = device.Take("max-bytes");
        return Element(
            "rng", Attribute("model", virtio.Model), VirtioName.Driver(device),
            bytes is null ? null : Element("rate", Attribute("bytes", bytes), Attribute("period", device.Take("period"))), backend);
    }

    private static XElement Vsock(NativeOption device, VirtioName virtio)
    {
        device.Take("vhostfd");
        return Element(
            "vsock", Attribute("model", virtio.Model), Element("cid", Attribute("auto", "no"), Attribute("address", device.Take("guest-cid"))),
                VirtioName.Driver(device));
    }

    private static XElement? Shmem(NativeCommand native, NativeOption device)
    {
        if (native.Find("-object", device.Take("memdev")) is not { } memory)
        {
            return null;
        }

        memory.Take();
        string path = memory.Take("mem-path") ?? "";
        return Element(
            "shmem", Attribute("name", path[(path.LastIndexOf('/') + 1)..]), Attribute("role", device.TakeSwitch("master") == "on" ? "master" : null),
            With("model", "type", "ivshmem-plain"), Element("size", Attribute("unit", "B"), Numbers.Text((long)(Numbers.Size(memory.Take("size")) ?? 0))));
    }

    private static XElement? Doorbell(NativeCommand native, NativeOption device)
    {
        if (native.Find("-chardev", device.Take("chardev")) is not { } socket)
        {
            return null;
        }

        socket.Take();
        string path = socket.Take("path") ?? "";
        string name = Path.GetFileName(path) is { Length: > 0 } file ? file.Replace("-sock", "", StringComparison.Ordinal) : device.Id ?? "shmem";
        return Element(
            "shmem", Attribute("name", name), Attribute("role", device.TakeSwitch("master") == "on" ? "master" : null),
                With("model", "type", "ivshmem-doorbell"),
            With("server", "path", path),
            Element("msi", Attribute("vectors", device.Take("vectors")), Attribute("ioeventfd", device.TakeSwitch("ioeventfd"))).UnlessEmpty());
    }

    private static XElement Iommu(NativeOption device)
    {
        var driver = Element(
            "driver", Attribute("intremap", device.TakeSwitch("intremap")), Attribute("caching_mode", device.TakeSwitch("caching-mode")),
                Attribute("eim", device.TakeSwitch("eim")),
            Attribute("iotlb", device.TakeSwitch("device-iotlb")), Attribute("aw_bits", device.Take("aw-bits")),
                Attribute("dma_translation", device.TakeSwitch("dma-translation")));
        return Element("iommu", Attribute("model", "intel"), driver.UnlessEmpty());
    }

    private static XElement? Crypto(NativeCommand native, NativeOption device, VirtioName virtio)
    {
        if (native.Find("-object", device.Take("cryptodev")) is not { } backend)
        {
            return null;
        }

        backend.Take();
        return Element(
            "crypto", Attribute("model", virtio.Model), Attribute("type", "qemu"), VirtioName.Driver(device),
            Element("backend", Attribute("model", backend.Kind == "cryptodev-backend-lkcf" ? "lkcf" : "builtin"), Attribute("queues", backend.Take("queues"))));
    }

    private static XElement? Pstore(NativeCommand native, NativeOption device)
    {
        if (native.Find("-object", device.Take("memdev")) is not { } memory)
        {
            return null;
        }

        memory.Take();
        return Element(
            "pstore", Attribute("backend", "acpi-erst"), Text("path", memory.Take("mem-path")), Kib("size", (Numbers.Size(memory.Take("size")) ?? 0) / 1024));
    }
}
