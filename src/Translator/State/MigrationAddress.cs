using System.Globalization;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>Where the other side's QEMU takes memory or disks in (guest-state.md 6.4).</summary>
public sealed record MigrationAddress
{
    private MigrationAddress(string uri, PropertyBag server)
    {
        Uri = uri;
        NbdServer = server;
    }

    /// <summary>As the command <c>migrate</c> takes it.</summary>
    public string Uri { get; }

    /// <summary>As a block node of the driver nbd takes it.</summary>
    public PropertyBag NbdServer { get; }

    /// <summary>A socket of this host, which leads there.</summary>
    public static MigrationAddress OfSocket(string path) => new("unix:" + path, new PropertyBag().Add("type", "unix").Add("path", path));

    /// <summary>A port of the other host.</summary>
    /// <param name="host">A name or an address, IPv6 without brackets.</param>
    /// <param name="port">TCP.</param>
    public static MigrationAddress OfPort(string host, int port)
    {
        string number = port.ToString(CultureInfo.InvariantCulture);
        return new($"tcp:{(host.Contains(':') ? $"[{host}]" : host)}:{number}", new PropertyBag().Add("type", "inet").Add("host", host).Add("port", number));
    }
}
