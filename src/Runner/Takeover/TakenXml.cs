using System.Xml.Linq;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Runner.Takeover;

/// <summary>
/// Whether a guest's live XML says something else than when it was taken over, that libvirt would not find out by itself: it asks QEMU for the balloon, for
/// states of channels and trays.
/// </summary>
internal static class TakenXml
{
    public static bool Differs(string taken, string now)
    {
        if (!File.Exists(taken) || !File.Exists(now))
        {
            return true;
        }

        return !XNode.DeepEquals(Compared(taken), Compared(now));
    }

    private static XElement Compared(string file)
    {
        XElement root = XmlSource.LoadRoot(File.ReadAllText(file), new ReadingOptions { FileName = file });
        root.Elements("currentMemory").Remove();
        root.Attributes("id").Remove();
        root.Descendants("target").Attributes().Where(a => a.Name == "state" || a.Name == "tray").Remove();
        return root;
    }
}
