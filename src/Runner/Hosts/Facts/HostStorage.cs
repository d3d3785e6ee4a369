using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>
/// libvirt's storage pools as they are defined on disk (<c>storage/NAME.xml</c>), and their volumes as far as they are files or devices of this host.
/// </summary>
internal static class HostStorage
{
    /// <summary>
    /// A pool counts as active where libvirt keeps a state file of it, or where its target is there and nobody has stopped it.
    /// </summary>
    /// <param name="files">The host's files.</param>
    /// <param name="configuration">The directory below which <c>storage</c> has definitions.</param>
    /// <param name="name">The pool's name.</param>
    /// <param name="settings">VirshLite's directories.</param>
    public static HostStoragePool? Pool(HostFiles files, string configuration, string name, Settings settings)
    {
        if (Find(files, configuration, name) is not { } pool)
        {
            return null;
        }

        XElement? source = pool.Element("source");
        var hosts = new List<(string Name, uint Port)>();
        foreach (XElement host in source?.Elements("host") ?? [])
        {
            _ = uint.TryParse(host.Attribute("port")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out uint port);
            hosts.Add((host.Attribute("name")?.Value ?? "", port));
        }

        string type = pool.Attribute("type")?.Value ?? "";
        bool active = IsNetworkType(type) || (settings.Privileged && files.Exists($"/run/libvirt/storage/{name}.xml"))
            || (TargetOf(pool) is { } target && files.KindOf(target) != HostPathKind.Missing && !files.Exists(StateFiles.StoppedPool(settings, name)));
        XElement? auth = source?.Element("auth");
        return new(type, active)
        {
            Hosts = hosts,
            DevicePath = source?.Element("device")?.Attribute("path")?.Value,
            AuthUsername = auth?.Attribute("username")?.Value,
            AuthSecret = ReadSecret(auth?.Element("secret")),
            InitiatorIqn = source?.Element("initiator")?.Element("iqn")?.Attribute("name")?.Value,
        };
    }

    public static HostStorageVolume? Volume(HostFiles files, string configuration, string pool, string volume)
    {
        if (Find(files, configuration, pool) is not { } definition || TargetOf(definition) is not { } target)
        {
            return null;
        }

        string path = $"{target.TrimEnd('/')}/{volume}";
        if (definition.Attribute("type")?.Value == "iscsi")
        {
            path = IscsiPath(files, definition, target, volume) ?? path;
        }

        string? type = files.KindOf(path) switch
        {
            HostPathKind.File => "file",
            HostPathKind.Block => "block",
            HostPathKind.Directory => "dir",
            _ => null,
        };
        return type is null ? null : new(type, path);
    }

    private static XElement? Find(HostFiles files, string configuration, string name) =>
        DefinitionFiles.Named(files, configuration + "/storage", name) ?? DefinitionFiles.Named(files, DefinitionFiles.Beside(configuration, "storage"), name);

    /// <summary>Pools that are somewhere else altogether: there is no target to look for.</summary>
    private static bool IsNetworkType(string type) => type is "iscsi-direct" or "rbd" or "gluster" or "sheepdog" or "mpath";

    private static string? TargetOf(XElement pool) => pool.Element("target")?.Element("path")?.Value is { Length: > 0 } path ? path : null;

    /// <summary>The volume <c>unit:0:0:LUN</c> is the device of that unit of the pool's target, whatever the portal.</summary>
    private static string? IscsiPath(HostFiles files, XElement pool, string target, string volume)
    {
        string[] fields = volume.Split(':');
        string? iqn = pool.Element("source")?.Element("device")?.Attribute("path")?.Value;
        if (fields.Length != 4 || iqn is null)
        {
            return null;
        }

        string end = $"-iscsi-{iqn}-lun-{fields[3]}";
        foreach (string name in files.Names(target))
        {
            if (name.EndsWith(end, StringComparison.Ordinal))
            {
                return $"{target}/{name}";
            }
        }

        return null;
    }

    private static SecretReference? ReadSecret(XElement? secret)
    {
        if (secret is null)
        {
            return null;
        }

        return new()
        {
            Uuid = Guid.TryParse(secret.Attribute("uuid")?.Value, out Guid uuid) ? uuid : null,
            Usage = secret.Attribute("usage")?.Value,
        };
    }
}
