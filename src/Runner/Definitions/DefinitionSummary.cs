using System.Xml;

namespace VirshLite.Runner.Definitions;

/// <summary>
/// What a list shows of a definition, read without taking the whole document apart: <c>list --all</c> over hundreds of guests is one look at each file's head.
/// </summary>
internal readonly record struct DefinitionSummary(string Name, Guid Uuid, string? Title)
{
    private const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>null where the file is not there, is no domain XML, or lacks a name or a UUID.</summary>
    public static DefinitionSummary? Read(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            using var xml = XmlReader.Create(
                text, new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    IgnoreComments = true,
                    IgnoreWhitespace = true,
                    MaxCharactersInDocument = MostCharacters
                });
            return xml.MoveToContent() == XmlNodeType.Element && xml.LocalName == "domain" ? Read(xml) : null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DefinitionSummary? Read(XmlReader xml)
    {
        string? name = null, title = null;
        Guid? uuid = null;
        bool more = xml.Read();
        while (more && xml.NodeType != XmlNodeType.EndElement && !(name is not null && uuid is not null && xml.LocalName is "memory" or "os" or "devices"))
        {
            switch (xml.NodeType == XmlNodeType.Element ? xml.LocalName : "")
            {
                case "name":
                    name = xml.ReadElementContentAsString();
                    break;
                case "title":
                    title = xml.ReadElementContentAsString();
                    break;
                case "uuid":
                    uuid = Guid.TryParse(xml.ReadElementContentAsString().Trim(), out Guid id) ? id : null;
                    break;
                default:
                    xml.Skip();
                    break;
            }

            more = !xml.EOF;
        }

        return name is { Length: > 0 } && uuid is { } found ? new DefinitionSummary(name, found, title) : null;
    }
}
