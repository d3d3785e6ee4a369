using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;lease&gt;.</summary>
internal static class LeaseWriter
{
    public static void Write(XmlOutput xml, Lease lease)
    {
        xml.Open("lease").Element("lockspace", lease.Lockspace).Element("key", lease.Key);
        xml.Open("target").Attr("path", lease.Path).Attr("offset", lease.Offset == 0 ? null : lease.Offset).Close().Close();
    }
}
