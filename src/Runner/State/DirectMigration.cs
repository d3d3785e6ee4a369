using System.Globalization;

namespace VirshLite.Runner.State;

/// <summary>Memory and disks go straight to ports of the other host, not through the conversation's own way (guest-state.md 6.1, 6.4).</summary>
public sealed record DirectMigration
{
    /// <summary>The other host, as this one reaches it; null: as it says of itself, or as the destination names it.</summary>
    public string? Host { get; init; }

    /// <summary>The port for memory; 0: one that is free there.</summary>
    public int Port { get; init; }

    /// <summary>null: the same as for memory.</summary>
    public string? DisksHost { get; init; }

    /// <summary>0: one that is free there.</summary>
    public int DisksPort { get; init; }

    /// <summary>The address that the guest listens on there; null: as set there, else all.</summary>
    public string? ListenAddress { get; init; }

    /// <summary>What virsh's options say; null: none of them was given.</summary>
    /// <exception cref="GuestException">An address is of a form that there is not.</exception>
    public static DirectMigration? Of(string? uri, string? listenAddress, int? disksPort, string? disksUri)
    {
        if (uri is null && listenAddress is null && disksPort is null && disksUri is null)
        {
            return null;
        }

        (string? host, int port) = Parse(uri);
        (string? disksHost, int diskPort) = Parse(disksUri);
        return new DirectMigration { Host = host, Port = port, DisksHost = disksHost, DisksPort = disksPort ?? diskPort, ListenAddress = listenAddress };
    }

    private static (string? Host, int Port) Parse(string? uri)
    {
        if (string.IsNullOrEmpty(uri))
        {
            return (null, 0);
        }

        int colon = uri.IndexOf(':');
        string scheme = colon < 0 ? "" : uri[..colon];
        if (scheme != "tcp")
        {
            throw new GuestException($"invalid argument: unsupported scheme {scheme} in migration URI {uri}");
        }

        string rest = uri[(colon + 1)..].TrimStart('/').TrimEnd('/');
        int end = rest.StartsWith('[') ? rest.IndexOf(']') + 1 : rest.IndexOf(':') is >= 0 and var at ? at : rest.Length;
        string host = rest[..Math.Max(end, 0)].Trim('[', ']');
        string behind = rest[Math.Max(end, 0)..];
        int port = 0;
        if (host.Length == 0 || host[0] == '-'
            || (behind.Length > 1 && (behind[0] != ':' || !int.TryParse(behind.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                || port is < 1 or > 65535)))
        {
            throw new GuestException($"invalid argument: missing host in migration URI: {uri}");
        }

        return (host, port);
    }
}
