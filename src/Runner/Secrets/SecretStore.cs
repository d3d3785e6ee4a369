using System.Text;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Secrets;

/// <summary>
/// Secrets in libvirt's form (host-takeover.md 10.1): <c>UUID.xml</c> and <c>UUID.base64</c>, readable by their owner only, in VirshLite's directory; libvirt's
/// are seen where its definitions are used. An ephemeral secret has no place to keep its value without a daemon and is refused.
/// </summary>
public sealed class SecretStore
{
    private readonly HostFiles files = new("");
    private readonly string own;
    private readonly string[] directories;

    /// <param name="settings">VirshLite's directories.</param>
    /// <param name="definitions">Whether libvirt's are used.</param>
    public SecretStore(Settings settings, DefinitionStore definitions)
    {
        own = settings.ConfigDirectory + "/secrets";
        directories = definitions.UsesLibvirts ? [own, DefinitionFiles.Beside(LiveHostFacts.LibvirtConfiguration(settings.Privileged), "secrets")] : [own];
    }

    public IReadOnlyList<StoredSecret> All()
    {
        var found = new Dictionary<Guid, StoredSecret>();
        foreach (string directory in directories)
        {
            foreach (string name in files.Names(directory).Where(n => n.EndsWith(".xml", StringComparison.Ordinal)))
            {
                string file = $"{directory}/{name}";
                if (DefinitionFiles.Load(files, file) is { } xml && Read(xml, file) is { } secret)
                {
                    found.TryAdd(secret.Uuid, secret);
                }
            }
        }

        return [.. found.Values.OrderBy(s => s.Uuid.ToString(), StringComparer.Ordinal)];
    }

    /// <exception cref="DomainException">There is no such secret.</exception>
    public StoredSecret Get(string uuid) => All().FirstOrDefault(s => Guid.TryParse(uuid, out Guid id) && s.Uuid == id)
        ?? throw DomainException.Operation($"failed to get secret '{uuid}'\nerror: Secret not found: no secret with matching uuid '{uuid}'");

    /// <summary>Its XML in libvirt's layout.</summary>
    public string Xml(StoredSecret secret) => StoredXml.Write(DefinitionFiles.Load(files, secret.File)!);

    /// <summary>Keeps a secret's XML; one without a UUID gets one, one of a UUID that is there takes its place.</summary>
    /// <exception cref="DomainException">It is no secret; another has its usage; it is ephemeral.</exception>
    public StoredSecret Define(string text)
    {
        XElement xml;
        try
        {
            xml = XElement.Parse(text);
        }
        catch (System.Xml.XmlException e)
        {
            throw DomainException.Operation("XML error: " + e.Message);
        }

        if (xml.Name != "secret")
        {
            throw DomainException.Operation($"XML error: unexpected root element <{xml.Name.LocalName}>, expecting <secret>");
        }

        if (xml.Element("uuid") is null)
        {
            xml.AddFirst(new XElement("uuid", Guid.NewGuid().ToString()));
        }

        if (Read(xml, "") is not { } read)
        {
            throw DomainException.Operation("XML error: malformed uuid or unknown usage of a secret");
        }

        if (read.IsEphemeral)
        {
            throw DomainException.Operation(
                "unsupported configuration: an ephemeral secret lives in a daemon's memory, and there is none; hand its value to 'start' with --secret");
        }

        StoredSecret? same = All().FirstOrDefault(s => s.UsageType != "none" && s.UsageType == read.UsageType && s.Usage == read.Usage && s.Uuid != read.Uuid);
        if (same is not null)
        {
            throw DomainException.Operation($"internal error: a secret with UUID {same.Uuid} already defined for use with {same.Usage}");
        }

        xml.SetAttributeValue("ephemeral", "no");
        xml.SetAttributeValue("private", read.IsPrivate ? "yes" : "no");
        string file = All().FirstOrDefault(s => s.Uuid == read.Uuid)?.File ?? $"{own}/{read.Uuid}.xml";
        Files.MakeDirectory(Path.GetDirectoryName(file)!, FileModes.OwnerDirectory);
        Files.WriteAtomically(file, Encoding.UTF8.GetBytes(StoredXml.Write(xml)), FileModes.OwnerFile, durable: true);
        return read with { File = file };
    }

    public void SetValue(StoredSecret secret, byte[] value) =>
        Files.WriteAtomically(secret.ValueFile, Encoding.ASCII.GetBytes(Convert.ToBase64String(value)), FileModes.OwnerFile, durable: true);

    /// <exception cref="DomainException">It has none, or it is private.</exception>
    public byte[] Value(StoredSecret secret) => secret.IsPrivate ? throw DomainException.Operation("Requested operation is not valid: secret is private")
        : files.Line(secret.ValueFile) is { } text && secret.HasValue ? Convert.FromBase64String(text)
        : throw DomainException.Operation($"Secret not found: secret '{secret.Uuid}' does not have a value");

    public void Undefine(StoredSecret secret)
    {
        Files.Delete(secret.ValueFile);
        Files.Delete(secret.File);
    }

    private static StoredSecret? Read(XElement xml, string file)
    {
        XElement? usage = xml.Element("usage");
        string type = usage?.Attribute("type")?.Value ?? "none";
        string? what = type switch
        {
            "none" => null,
            "volume" => usage!.Element("volume")?.Value,
            "iscsi" => usage!.Element("target")?.Value,
            "ceph" or "tls" or "vtpm" => usage!.Element("name")?.Value,
            _ => null,
        };
        return xml.Name == "secret" && Guid.TryParse(xml.Element("uuid")?.Value, out Guid uuid) && (what is not null || type == "none")
            ? new StoredSecret(uuid, type, what, xml.Attribute("ephemeral")?.Value == "yes", xml.Attribute("private")?.Value == "yes", file)
            : null;
    }
}
