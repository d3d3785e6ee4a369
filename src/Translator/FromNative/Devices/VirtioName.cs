using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>The parts of a virtio driver's name: <c>virtio-blk-pci-non-transitional</c> is virtio-blk on pci.</summary>
/// <param name="Base">Without bus and model.</param>
/// <param name="Bus">pci, ccw, device (virtio-mmio), or empty.</param>
/// <param name="Model">virtio, virtio-transitional or virtio-non-transitional.</param>
internal sealed record VirtioName(string Base, string Bus, string Model)
{
    public bool IsPlain => Model == "virtio";

    public static VirtioName Of(string driver)
    {
        string model = "virtio";
        foreach (string suffix in (string[])["-non-transitional", "-transitional"])
        {
            if (driver.EndsWith(suffix, StringComparison.Ordinal))
            {
                model = "virtio" + suffix;
                driver = driver[..^suffix.Length];
                break;
            }
        }

        int dash = driver.LastIndexOf('-');
        return dash > 0 && driver[(dash + 1)..] is "pci" or "ccw" or "device" ? new(driver[..dash], driver[(dash + 1)..], model) : new(driver, "", model);
    }

    /// <summary>Attributes of &lt;driver&gt; that every virtio device may have.</summary>
    public static IEnumerable<XAttribute> Options(NativeOption device) => ((XAttribute?[])
    [
        Attribute("iommu", device.TakeSwitch("iommu_platform")), Attribute("ats", device.TakeSwitch("ats")), Attribute("packed", device.TakeSwitch("packed")),
        Attribute("page_per_vq", device.TakeSwitch("page-per-vq")),
    ]).OfType<XAttribute>();

    /// <summary>&lt;driver&gt; with nothing but these options; null where there are none.</summary>
    public static XElement? Driver(NativeOption device) => Element("driver", Options(device)).UnlessEmpty();
}
