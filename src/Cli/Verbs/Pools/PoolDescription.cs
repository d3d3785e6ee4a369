using System.CommandLine;
using System.Xml.Linq;
using VirshLite.DomainParser.Documents;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary>A pool told by options, for <c>pool-define-as</c> and <c>pool-create-as</c>: the XML that virsh makes of them.</summary>
internal sealed class PoolDescription
{
    private readonly Argument<string> name = new("NAME") { Description = "the pool's name" };
    private readonly Argument<string> type = new("TYPE") { Description = "dir, fs, netfs, logical, rbd …" };
    private readonly Dictionary<string, Option<string?>> options = [];

    public Option<bool> PrintXml { get; } = new("--print-xml") { Description = "only print the XML" };

    public static PoolDescription AddTo(Command command)
    {
        var made = new PoolDescription();
        command.Arguments.Add(made.name);
        command.Arguments.Add(made.type);
        command.Options.Add(made.PrintXml);
        made.Add(command, "target", "where its volumes are", "PATH");
        made.Add(command, "source-host", "the server", "HOST");
        made.Add(command, "source-path", "the server's directory", "PATH");
        made.Add(command, "source-dev", "the device below it, or an iSCSI target", "DEVICE");
        made.Add(command, "source-name", "the volume group, or a cluster's pool", "NAME");
        made.Add(command, "source-format", "the file system, or the kind of server", "FORMAT");
        made.Add(command, "source-protocol-ver", "the version of NFS", "N");
        made.Add(command, "source-initiator", "this host's name for iSCSI", "IQN");
        made.Add(command, "auth-type", "ceph or chap", "TYPE");
        made.Add(command, "auth-username", "who it is opened as", "USER");
        made.Add(command, "secret-usage", "the secret for that, by its usage", "USAGE");
        made.Add(command, "secret-uuid", "the secret for that, by its UUID", "UUID");
        foreach (string part in (string[])["name", "wwnn", "wwpn", "parent", "parent-wwnn", "parent-wwpn", "parent-fabric-wwn"])
        {
            made.Add(command, "adapter-" + part, "of the SCSI adapter: " + part, "TEXT");
        }

        return made;
    }

    public string NameOf(ParseResult parse) => parse.GetValue(name)!;

    public string Xml(ParseResult parse)
    {
        string? Of(string option) => parse.GetValue(options[option]);
        XElement? One(string element, string attribute, string option) =>
            Of(option) is { } value ? new XElement(element, new XAttribute(attribute, value)) : null;

        XElement?[] source =
        [
            One("host", "name", "source-host"),
            One("device", "path", "source-dev"),
            One("dir", "path", "source-path"),
            Adapter(Of),
            Of("source-initiator") is { } iqn ? new XElement("initiator", new XElement("iqn", new XAttribute("name", iqn))) : null,
            Authentication(Of),
            Of("source-name") is { } group ? new XElement("name", group) : null,
            One("format", "type", "source-format"),
            One("protocol", "ver", "source-protocol-ver"),
        ];
        return StoredXml.Write(new XElement(
            "pool",
            new XAttribute("type", parse.GetValue(type)!),
            new XElement("name", NameOf(parse)),
            source.Any(e => e is not null) ? new XElement("source", source) : null,
            Of("target") is { } target ? new XElement("target", new XElement("path", target)) : null));
    }

    private static XElement? Adapter(Func<string, string?> of) =>
        of("adapter-name") is { } adapter ? new XElement("adapter", new XAttribute("type", "scsi_host"), new XAttribute("name", adapter))
        : of("adapter-wwnn") is { } node && of("adapter-wwpn") is { } port ? new XElement(
            "adapter",
            new XAttribute("type", "fc_host"),
            Attribute("parent", of("adapter-parent")),
            Attribute("parent_wwnn", of("adapter-parent-wwnn")),
            Attribute("parent_wwpn", of("adapter-parent-wwpn")),
            Attribute("parent_fabric_wwn", of("adapter-parent-fabric-wwn")),
            new XAttribute("wwnn", node),
            new XAttribute("wwpn", port))
        : null;

    private static XElement? Authentication(Func<string, string?> of) => of("auth-type") is { } kind && of("auth-username") is { } user
        && (of("secret-usage") ?? of("secret-uuid")) is not null
        ? new XElement("auth", new XAttribute("type", kind), new XAttribute("username", user), new XElement("secret",
            of("secret-usage") is { } usage ? new XAttribute("usage", usage) : new XAttribute("uuid", of("secret-uuid")!)))
        : null;

    private static XAttribute? Attribute(string name, string? value) => value is null ? null : new XAttribute(name, value);

    private void Add(Command command, string option, string description, string value)
    {
        options[option] = new Option<string?>("--" + option) { Description = description, HelpName = value };
        command.Options.Add(options[option]);
    }
}
