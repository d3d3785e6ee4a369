using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Storage;

/// <summary>A pool's XML as somebody gives it (formatstorage), and as it is kept: what libvirt puts before it is in its place, the rest as it was.</summary>
internal static class PoolXml
{
    /// <summary>Names of all kinds of pools.</summary>
    public static readonly IReadOnlyList<string> Types =
    [
        "dir", "fs", "netfs", "logical", "disk", "iscsi", "iscsi-direct", "scsi", "mpath", "rbd", "sheepdog", "gluster", "zfs", "vstorage",
    ];

    /// <summary>The pool as it is kept: name, UUID, sizes, source, target. A UUID is drawn where there is none.</summary>
    /// <exception cref="DomainException">It is no pool's XML.</exception>
    public static XElement Read(string text)
    {
        XElement pool = Load(text);
        if (pool.Name != "pool")
        {
            throw Xml($"expecting root element of 'pool', not '{pool.Name.LocalName}'");
        }

        if (pool.DescendantsAndSelf().FirstOrDefault(e => e.Name.NamespaceName.Length > 0) is { } foreign)
        {
            throw DomainException.Unsupported($"<{foreign.Name.LocalName}> of the namespace '{foreign.Name.NamespaceName}' is not carried out");
        }

        string type = pool.Attribute("type")?.Value ?? throw Xml("Missing required attribute 'type' in element 'pool'");
        if (!Types.Contains(type))
        {
            throw Xml($"Invalid value for attribute 'type' in element 'pool': '{type}'.");
        }

        string? uuid = pool.Element("uuid")?.Value.Trim();
        if (uuid is not null && !Guid.TryParse(uuid, out _))
        {
            throw Xml("malformed uuid element");
        }

        XElement source = pool.Element("source") ?? new XElement("source", "");
        if (type == "netfs" && source.Element("format") is null)
        {
            source.Add(new XElement("format", new XAttribute("type", "auto")));
        }

        string name = pool.Element("name")?.Value is { Length: > 0 } given ? given
            : type is "logical" or "zfs" && source.Element("name")?.Value is { Length: > 0 } same ? same
            : throw Xml("missing pool source name element");
        if (name.IndexOfAny(['/', '\n']) >= 0 || name is "." or "..")
        {
            throw Xml($"name {name} cannot contain '/'");
        }

        return new XElement(
            "pool",
            new XAttribute("type", type),
            new XElement("name", name),
            new XElement("uuid", (uuid is null ? Guid.NewGuid() : Guid.Parse(uuid)).ToString()),
            Size("capacity"),
            Size("allocation"),
            Size("available"),
            pool.Element("features"),
            source.HasElements ? source : new XElement("source", ""),
            Target(pool.Element("target"), type, source),
            pool.Element("refresh"));
    }

    public static string? TargetOf(XElement pool) => pool.Element("target")?.Element("path")?.Value is { Length: > 0 } path ? path : null;

    private static XElement? Target(XElement? target, string type, XElement source)
    {
        string? path = target?.Element("path")?.Value.Trim() is { Length: > 0 } given ? given
            : type == "logical" && source.Element("name")?.Value is { Length: > 0 } group ? "/dev/" + group
            : type == "mpath" ? "/dev/mapper" : null;
        if (path is null)
        {
            return type is "rbd" or "sheepdog" or "gluster" or "iscsi-direct" or "zfs" ? target : throw Xml("missing storage pool target path");
        }

        return new XElement(
            "target", new XElement("path", path.Length > 1 ? path.TrimEnd('/') : path), target?.Element("permissions"), target?.Element("encryption"));
    }

    private static XElement Size(string name) => new(name, new XAttribute("unit", "bytes"), 0);

    private static XElement Load(string text)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw Xml(e.Message);
        }
    }

    private static DomainException Xml(string what) => new(what, default, RefusalKind.Xml);
}
