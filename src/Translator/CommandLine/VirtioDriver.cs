using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>QEMU's driver name of a virtio device and the options that all virtio devices share (devices.md 1.3).</summary>
internal static class VirtioDriver
{
    /// <summary>
    /// <paramref name="baseName"/> with the suffixes of the device's bus and model. As libvirt does, a model is named on every bus, though QEMU knows it on PCI
    /// only.
    /// </summary>
    /// <exception cref="DomainException">The device's address is of no kind that virtio devices can have.</exception>
    public static string Name(string baseName, Device device, TranslationContext context, VirtioModel? model = null)
    {
        string bus = BusSuffix(baseName, device);
        if (model is null or VirtioModel.Virtio)
        {
            return baseName + bus;
        }

        if (context.Capabilities.Has(Flags.VirtioPciNonTransitional))
        {
            return baseName + bus + (model == VirtioModel.VirtioTransitional ? "-transitional" : "-non-transitional");
        }

        return model == VirtioModel.VirtioTransitional
            ? baseName + bus
            : throw DomainException.Unsupported("virtio non-transitional model not supported for this qemu", device.Position);
    }

    /// <summary>What the device's bus adds to a driver's name.</summary>
    /// <exception cref="DomainException">The device's address is of no kind that virtio devices can have.</exception>
    public static string BusSuffix(string driver, Device device) => device.Address switch
    {
        PciAddress => "-pci",
        CcwAddress => "-ccw",
        VirtioMmioAddress => "-device",
        var other => throw DomainException.Unsupported(
            $"a virtio device ({driver}) cannot have an address of type '{other?.TypeName ?? "none"}'; pci, ccw or virtio-mmio would be right",
                device.Position),
    };

    /// <summary>The four options of &lt;driver&gt;; they stand directly behind the driver.</summary>
    public static PropertyBag AddOptions(PropertyBag bag, VirtioOptions? options) =>
        options is null
            ? bag
            : bag.Add("iommu_platform", options.Iommu).Add("ats", options.Ats).Add("packed", options.Packed).Add("page-per-vq", options.PagePerVq);
}
