using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;iotune&gt; of a disk.</summary>
internal static class DiskIoTuneWriter
{
    public static void Write(XmlOutput xml, DiskIoTune? tune)
    {
        if (tune is not null)
        {
            xml.Open("iotune");
            ThrottleLimitsWriter.Write(xml, tune.Limits, tune.GroupName);
            xml.Close();
        }
    }
}
