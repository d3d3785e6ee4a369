using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;memory model=…&gt; inside &lt;devices&gt;.</summary>
internal static class MemoryDeviceWriter
{
    public static void Write(XmlOutput xml, MemoryDevice memory)
    {
        xml.Open("memory").Attr("model", MemoryModel.Names[memory.Model]).Attr("access", memory.Access, MemoryAccess.Names).YesNo("discard", memory.Discard);
        xml.Group("driver", x => DeviceWriter.WriteVirtioOptions(x, memory.VirtioOptions));
        xml.Element("uuid", memory.Uuid?.ToString("D"));
        xml.Group("source", x =>
        {
            x.Element("nodemask", memory.NodeMask?.ToString()).ElementKiB("pagesize", memory.PageSizeKiB == 0 ? null : memory.PageSizeKiB);
            x.Element("path", memory.Path).ElementKiB("alignsize", memory.AlignSizeKiB == 0 ? null : memory.AlignSizeKiB);
            x.Empty("pmem", memory.Pmem);
        });
        Target(xml, memory);
        DeviceWriter.WriteCommon(xml, memory);
        xml.Close();
    }

    private static void Target(XmlOutput xml, MemoryDevice memory)
    {
        xml.Open("target").YesNo("dynamicMemslots", memory.DynamicMemslots).ElementKiB("size", memory.SizeKiB).Element("node", memory.TargetNode);
        if (memory.LabelSizeKiB != 0)
        {
            xml.Open("label").ElementKiB("size", memory.LabelSizeKiB).Close();
        }

        xml.Empty("readonly", memory.ReadOnly);
        xml.ElementKiB("block", memory.BlockSizeKiB == 0 ? null : memory.BlockSizeKiB)
            .ElementKiB("requested", memory.BlockSizeKiB == 0 ? memory.RequestedSizeKiB : memory.RequestedSizeKiB ?? 0);
        xml.ElementKiB("current", xml.IsLive ? memory.CurrentSizeKiB : null);
        if (memory.TargetBase != 0)
        {
            xml.Open("address").Hex("base", memory.TargetBase, 1).Close();
        }

        xml.Close();
    }
}
