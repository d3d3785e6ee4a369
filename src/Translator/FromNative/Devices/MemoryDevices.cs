using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>DIMMs, NVDIMMs, virtio memory, SGX pages.</summary>
internal static class MemoryDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        string? model = virtio.Base switch
        {
            "pc-dimm" => "dimm",
            "nvdimm" => "nvdimm",
            "virtio-mem" => "virtio-mem",
            "virtio-pmem" => "virtio-pmem",
            _ => null,
        };
        if (model is null || native.Find("-object", device.Peek("memdev")) is not { } backing)
        {
            return false;
        }

        device.Take();
        device.Take("memdev");
        XElement memory = Memory(native, backing, model, out XElement target);
        target.Add(Text("node", device.Take("node")));
        if (device.TakeNumber("label-size") is { } label)
        {
            target.Add(Element("label", Kib("size", (ulong)label / 1024)));
        }

        target.Add(device.TakeSwitch("unarmed") == "on" ? new XElement("readonly") : null);
        target.Add(device.TakeNumber("block-size") is { } block ? Kib("block", (ulong)block / 1024) : null);
        target.Add(device.TakeNumber("requested-size") is { } requested ? Kib("requested", (ulong)requested / 1024) : null);
        target.SetAttributeValue("dynamicMemslots", device.TakeYesNo("dynamic-memslots"));
        if (device.TakeNumber("memaddr") is { } at)
        {
            target.Add(With("address", "base", "0x" + at.ToString("x", CultureInfo.InvariantCulture)));
        }

        memory.Add(Text("uuid", device.Take("uuid")));
        memory.Add(VirtioName.Driver(device));
        if (model is "dimm" or "nvdimm" && device.Take("slot") is { } slot)
        {
            memory.Add(Element("address", Attribute("type", "dimm"), Attribute("slot", slot), device.TakeNumber("addr") is { } dimm
                ? Attribute("base", "0x" + dimm.ToString("x", CultureInfo.InvariantCulture)) : null));
        }

        device.Ignore("prealloc", "on");
        memory.Add(AddressElements.Common(native, device));
        native.Devices.Add(memory);
        return true;
    }

    /// <summary>SGX pages are properties of the machine.</summary>
    public static void AddOfMachine(NativeCommand native)
    {
        for (int i = 0; native.SgxNodes.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"sgx-epc.{i}.memdev")) is { } id; i++)
        {
            if (native.Find("-object", id) is { } backing)
            {
                XElement memory = Memory(native, backing, "sgx-epc", out XElement target);
                target.Add(Text("node", native.SgxNodes.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"sgx-epc.{i}.node"))));
                native.Devices.Add(memory);
            }
        }
    }

    private static XElement Memory(NativeCommand native, NativeOption backing, string model, out XElement target)
    {
        backing.Take();
        native.Find("-object", backing.Peek("prealloc-context"))?.Take();
        ulong kib = (Numbers.Size(backing.Take("size")) ?? 0) / 1024;
        native.PluggedKiB += kib;
        string? path = backing.Take("mem-path");
        var source = new XElement("source");
        Context.HugepageMount? mount = path is null
            ? null : native.Host.HugepageMounts.FirstOrDefault(m => path.StartsWith(m.Path + "/", StringComparison.Ordinal));
        if (model is "nvdimm" or "virtio-pmem")
        {
            source.Add(Text("path", path), backing.TakeNumber("align") is { } align ? Kib("alignsize", (ulong)align / 1024) : null);
            source.Add(backing.TakeSwitch("pmem") == "on" ? new XElement("pmem") : null);
        }
        else if (mount is not null)
        {
            source.Add(Kib("pagesize", mount.PageSizeKiB));
        }
        else if (backing.Take("hugetlbsize") is { } page)
        {
            source.Add(Kib("pagesize", (Numbers.Size(page) ?? 0) / 1024));
        }

        List<int> nodes = [];
        foreach ((string name, string value) in backing.Rest.Where(p => p.Key.StartsWith("host-nodes", StringComparison.Ordinal)).ToList())
        {
            backing.Take(name);
            string[] ends = value.Split('-');
            int from = int.Parse(ends[0], CultureInfo.InvariantCulture);
            nodes.AddRange(Enumerable.Range(from, int.Parse(ends[^1], CultureInfo.InvariantCulture) - from + 1));
        }

        source.Add(nodes.Count > 0 ? Text("nodemask", Numbers.Ranges(nodes)) : null);
        target = Element("target", Kib("size", kib));
        string? share = backing.TakeSwitch("share");
        return Element(
            "memory", Attribute("model", model), Attribute("access", share switch { "on" => "shared", "off" => "private", _ => null }),
            Attribute("discard", backing.TakeYesNo("discard-data")), source.UnlessEmpty(), target);
    }
}
