using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;lease&gt;: key, lockspace and target path are required (devices.md 7.7).</summary>
internal static class LeaseReader
{
    public static Lease Read(XmlCursor cursor)
    {
        XmlCursor target = cursor.Child("target") ?? throw cursor.Error("Missing 'target' element for lease");
        return new Lease
        {
            Position = cursor.Position,
            Lockspace = cursor.ChildText("lockspace") is { Length: > 0 } lockspace ? lockspace : throw cursor.Error("<lease> needs a <lockspace>"),
            Key = cursor.ChildText("key") is { Length: > 0 } key ? key : throw cursor.Error("Missing 'key' element for lease"),
            Path = target.NonEmpty("path") ?? throw target.Error("<target> of a lease needs the attribute 'path'"),
            Offset = target.ULong("offset") ?? 0,
        };
    }
}
