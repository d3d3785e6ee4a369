using System.Xml;
using System.Xml.Linq;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Definitions of networks, secrets and pools as libvirt leaves them on disk.</summary>
internal static class DefinitionFiles
{
    /// <summary>The document's root; null where the file is missing or no XML.</summary>
    public static XElement? Load(HostFiles files, string path)
    {
        if (files.Text(path, 4 * 1024 * 1024) is not { } text)
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>All of a directory, by file name.</summary>
    public static IEnumerable<XElement> LoadAll(HostFiles files, string directory)
    {
        foreach (string name in files.Names(directory))
        {
            if (name.EndsWith(".xml", StringComparison.Ordinal) && Load(files, $"{directory}/{name}") is { } root)
            {
                yield return root;
            }
        }
    }

    /// <summary>The one of that name: usually in the file of that name.</summary>
    public static XElement? Named(HostFiles files, string directory, string name)
    {
        if (!name.Contains('/', StringComparison.Ordinal) && Load(files, $"{directory}/{name}.xml") is { } usual && usual.Element("name")?.Value == name)
        {
            return usual;
        }

        foreach (XElement root in LoadAll(files, directory))
        {
            if (root.Element("name")?.Value == name)
            {
                return root;
            }
        }

        return null;
    }

    /// <summary>The directory beside that of the domains: libvirt keeps secrets and pools there.</summary>
    public static string Beside(string configuration, string name) => $"{Path.GetDirectoryName(configuration)}/{name}";
}
