using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;memballoon&gt;; its driver stands after the address.</summary>
internal static class MemballoonWriter
{
    public static void Write(XmlOutput xml, Memballoon balloon)
    {
        xml.Open("memballoon").Attr("model", MemballoonModel.Names[balloon.Model]).OnOff("autodeflate", balloon.AutoDeflate)
            .OnOff("freePageReporting", balloon.FreePageReporting);
        if (balloon.StatsPeriodSeconds > 0)
        {
            xml.Open("stats").Attr("period", balloon.StatsPeriodSeconds).Close();
        }

        // one that is not there has nothing more
        if (balloon.Model != MemballoonModel.None)
        {
            DeviceWriter.WriteCommon(xml, balloon);
            DriverWriter.WriteVirtio(xml, balloon.Virtio);
        }

        xml.Close();
    }
}
