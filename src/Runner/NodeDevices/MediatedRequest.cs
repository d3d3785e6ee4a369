using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser;

namespace VirshLite.Runner.NodeDevices;

/// <summary>A mediated device as somebody's XML asks for it (formatnode).</summary>
/// <param name="Parent">The name of the device that it is made of.</param>
/// <param name="Type">Its type's id.</param>
/// <param name="Uuid">null: one is drawn.</param>
/// <param name="Attributes">Names and values, in order.</param>
public sealed record MediatedRequest(string Parent, string Type, Guid? Uuid, IReadOnlyList<(string Name, string Value)> Attributes)
{
    /// <exception cref="DomainException">It is no node device's XML, or of a kind that cannot be made.</exception>
    public static MediatedRequest Read(string xml)
    {
        XElement root = Load(xml);
        string name = root.Element("name")?.Value ?? "new device";
        XElement capability = root.Element("capability") ?? throw DomainException.Internal($"no device capabilities for '{name}'");
        string type = capability.Attribute("type")?.Value ?? throw DomainException.Internal("missing capability type");
        if (type != "mdev")
        {
            throw DomainException.Unsupported("Unsupported device type");
        }

        string id = capability.Element("type")?.Attribute("id")?.Value
            ?? throw new DomainException($"missing type id attribute for '{name}'", default, RefusalKind.Xml);
        string? uuid = capability.Element("uuid")?.Value;
        return new MediatedRequest(
            root.Element("parent")?.Value ?? "",
            id,
            uuid is null ? null : Guid.TryParse(uuid, out Guid known) ? known
                : throw DomainException.Internal($"Failed to parse UUID '{uuid}'"),
            [.. capability.Elements("attr").Select(a => (a.Attribute("name")?.Value ?? "", a.Attribute("value")?.Value ?? ""))]);
    }

    /// <summary>mdevctl's form of it: a JSON object.</summary>
    public byte[] ToJson(bool autostart)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("mdev_type", Type);
            json.WriteString("start", autostart ? "auto" : "manual");
            json.WriteStartArray("attrs");
            foreach ((string name, string value) in Attributes)
            {
                json.WriteStartObject();
                json.WriteString(name, value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static XElement Load(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            XElement root = XElement.Load(reader);
            return root.Name == "device" ? root : throw new DomainException(
                $"unexpected root element <{root.Name.LocalName}>, expecting <device>", default, RefusalKind.Xml);
        }
        catch (XmlException e)
        {
            throw new DomainException(e.Message, default, RefusalKind.Xml);
        }
    }
}
