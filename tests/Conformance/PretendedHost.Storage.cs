using System.Globalization;
using System.Text;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance;

/// <summary>The pretended host's storage pools, secrets, drives and SCSI devices.</summary>
internal sealed partial class PretendedHost
{
    private static readonly byte[] AnySecret = Encoding.ASCII.GetBytes("AQCVn5hO6HzFAhAAq0NCv8jtJcIcE+HOBlMQ1A");

    public IReadOnlyList<string>? NbdkitCapabilities => @case.Nbdkit.Count > 0 ? @case.Nbdkit : null;

    public byte[]? SecretValue(string usageType, string usage) =>
        (usageType == "volume" && usage.StartsWith("/storage/guest_disks/", StringComparison.Ordinal)) || usage is "mycluster_myname" or "client.admin secret"
            ? AnySecret
            : null;

    public bool IsCdromDrive(string path) => path == "/dev/cdrom";

    public string? ScsiGenericName(string adapter, uint bus, uint target, ulong unit) => "sg0";

    public HostStoragePool? StoragePool(string name)
    {
        if (name == "inactive")
        {
            return new HostStoragePool("dir", IsActive: false);
        }

        if (folder.Text("storage-pools", name + ".xml") is not { } text)
        {
            return null;
        }

        XElement pool = XElement.Parse(text);
        XElement? source = pool.Element("source");
        XElement? auth = source?.Element("auth");
        XElement? secret = auth?.Element("secret");
        return new HostStoragePool((string?)pool.Attribute("type") ?? "dir", IsActive: true)
        {
            Hosts = [.. source?.Elements("host").Select(h =>
                ((string)h.Attribute("name")!, uint.Parse((string?)h.Attribute("port") ?? "0", CultureInfo.InvariantCulture))) ?? []],
            DevicePath = (string?)source?.Element("device")?.Attribute("path"),
            AuthUsername = (string?)auth?.Attribute("username"),
            AuthSecret = secret is null
                ? null
                : new SecretReference { Uuid = (Guid?)secret.Attribute("uuid"), Usage = (string?)secret.Attribute("usage") },
            InitiatorIqn = (string?)source?.Element("initiator")?.Element("iqn")?.Attribute("name"),
        };
    }

    public HostStorageVolume? StorageVolume(string pool, string volume)
    {
        if (volume == "nonexistent")
        {
            return null;
        }

        int plus = volume.IndexOf('+', StringComparison.Ordinal);
        string type = plus < 0 ? "block" : volume[..plus];
        return new HostStorageVolume(type, $"/some/{type}/device/{volume[(plus + 1)..]}");
    }
}
