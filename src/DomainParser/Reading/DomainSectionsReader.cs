using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The sections of a domain outside its devices, in document order of no importance.</summary>
internal static class DomainSectionsReader
{
    public static void Read(XmlCursor root, Domain domain)
    {
        root.IgnoreChildren("name");
        domain.Name = root.ChildText("name") ?? "";
    }
}
