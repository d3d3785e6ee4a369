using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Definitions;

/// <summary>
/// A directory of definitions in libvirt's layout: NAME.xml (0600) and autostart/NAME.xml links with absolute targets (host-takeover.md 7.1, 7.2).
/// </summary>
internal sealed class DefinitionDirectory(string path, DefinitionOwner owner)
{
    private const string OwnHeading =
        "<!-- A guest of VirshLite's. Change it with `virshlite edit`: it is written anew from what was understood, without comments. -->\n\n";

    public string Path => path;

    /// <summary>All definitions; a file that is none is passed over.</summary>
    public IEnumerable<GuestDefinition> All()
    {
        if (!Directory.Exists(path))
        {
            yield break;
        }

        foreach (string file in Directory.EnumerateFiles(path, "*.xml"))
        {
            if (Read(file) is { } definition)
            {
                yield return definition;
            }
        }
    }

    public GuestDefinition? Named(string name) => IsFileName(name) && Read(FileOf(name)) is { } definition && definition.Name == name ? definition : null;

    /// <summary>Writes a definition, new or in place of the one before; what stood above that one's XML stays.</summary>
    /// <param name="name">The guest's name.</param>
    /// <param name="xml">The domain XML, ending in a line end.</param>
    public GuestDefinition Write(string name, string xml)
    {
        if (!IsFileName(name))
        {
            throw new GuestException($"XML error: name {name} cannot contain '{(name.Contains('/', StringComparison.Ordinal) ? "/" : "\\n")}'");
        }

        Files.MakeDirectory(path, FileModes.OwnerDirectory);
        string file = FileOf(name);
        Files.WriteAtomically(file, Encoding.UTF8.GetBytes(HeadingOf(file) + xml), FileModes.OwnerFile, durable: true);
        return Read(file) ?? throw new GuestException($"internal error: '{file}' was written but is no definition");
    }

    /// <summary>Removes the definition and its autostart links.</summary>
    public static void Remove(GuestDefinition definition)
    {
        Files.Delete(definition.AutostartLink);
        Files.Delete(definition.OnceLink);
        Files.Delete(definition.Path);
    }

    public static void SetAutostart(GuestDefinition definition, bool once, bool enabled)
    {
        string link = once ? definition.OnceLink : definition.AutostartLink;
        Files.Delete(link);
        if (enabled)
        {
            Files.MakeDirectory(System.IO.Path.GetDirectoryName(link)!, FileModes.OwnerDirectory);
            File.CreateSymbolicLink(link, definition.Path);
        }
    }

    private static bool IsFileName(string name) => name.Length > 0 && name is not ("." or "..") && name.IndexOfAny(['/', '\n', '\0']) < 0;

    private string FileOf(string name) => $"{path}/{name}.xml";

    private GuestDefinition? Read(string file) =>
        DefinitionSummary.Read(file) is { } summary && System.IO.Path.GetFileName(file) == summary.Name + ".xml"
            ? new GuestDefinition(summary.Name, summary.Uuid, summary.Title, file, owner)
            : null;

    /// <summary>libvirt's comment above a definition of its own is kept: its tools look for it.</summary>
    private static string HeadingOf(string file)
    {
        if (File.Exists(file))
        {
            string before = File.ReadAllText(file);
            int xml = before.IndexOf("<domain", StringComparison.Ordinal);
            return xml > 0 ? before[..xml] : "";
        }

        return OwnHeading;
    }
}
