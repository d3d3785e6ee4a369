using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>maxMemory, memory and currentMemory.</summary>
internal static class MemorySizesWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        if (domain.MaxMemoryKiB is { } maximum)
        {
            xml.Open("maxMemory").Attr("slots", domain.MemorySlots == 0 ? null : domain.MemorySlots).Attr("unit", "KiB").CloseWith(maximum);
        }

        if (domain.MemoryKiB is { } memory)
        {
            xml.Open("memory").OnOff("dumpCore", domain.DumpCore).Attr("unit", "KiB").CloseWith(memory);
        }

        xml.ElementKiB("currentMemory", domain.CurrentMemoryKiB);
    }
}
