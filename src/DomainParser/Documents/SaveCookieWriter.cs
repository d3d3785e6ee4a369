using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;cookie&gt; of a saved guest (guest-state.md 1.3).</summary>
public static class SaveCookieWriter
{
    public static string Write(SaveCookie cookie)
    {
        var xml = new XmlOutput();
        Write(xml, cookie);
        return xml.ToString();
    }

    internal static void Write(XmlOutput xml, SaveCookie? cookie)
    {
        if (cookie is not null)
        {
            xml.Open("cookie");
            CpuWriter.Write(xml, cookie.Cpu);
            xml.Empty("slirpHelper", cookie.SlirpHelper).Close();
        }
    }
}
