using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Agent;

/// <summary>What a guest's agent knows of it, in the names and the order of <c>guestinfo</c> (live-changes.md 11).</summary>
public static class GuestInfo
{
    private static readonly string[] OsFields =
        ["id", "name", "pretty-name", "version", "version-id", "machine", "variant", "variant-id", "kernel-release", "kernel-version"];

    /// <summary>The groups in order: the option that asks for one, and the agent's command.</summary>
    public static readonly IReadOnlyList<(string Option, string Command)> Groups =
    [
        ("user", "guest-get-users"),
        ("os", "guest-get-osinfo"),
        ("timezone", "guest-get-timezone"),
        ("hostname", "guest-get-host-name"),
        ("filesystem", "guest-get-fsinfo"),
        ("disk", "guest-get-disks"),
        ("interface", "guest-network-get-interfaces"),
        ("load", "guest-get-load"),
    ];

    /// <summary>The fields of one answer.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string command, JsonElement reply, Domain domain) => command switch
    {
        "guest-get-users" => Users(reply),
        "guest-get-osinfo" => OsFields.Select(f => ("os." + f, AgentJson.Text(reply, f))).Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!)),
        "guest-get-timezone" => Known([("timezone.name", AgentJson.Text(reply, "zone")), ("timezone.offset", AgentJson.Number(reply, "offset"))]),
        "guest-get-host-name" => Known([("hostname", AgentJson.Text(reply, "host-name"))]),
        "guest-get-fsinfo" => Filesystems(GuestFilesystem.Of(reply, domain)),
        "guest-get-disks" => Disks(reply, domain),
        "guest-network-get-interfaces" => Interfaces(GuestInterface.Of(reply)),
        "guest-get-load" => Known([("load.1m", Real(reply, "load1m")), ("load.5m", Real(reply, "load5m")), ("load.15m", Real(reply, "load15m"))]),
        _ => throw new ArgumentException($"no group of guestinfo is asked for by {command}", nameof(command)),
    };

    /// <summary>The lines that <c>guestinfo</c> prints.</summary>
    public static string Text(IEnumerable<(string Name, string Value)> fields)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-20}: {value}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Users(JsonElement reply) => Listed("user", [.. AgentJson.Items(reply)], user =>
    [
        ("name", AgentJson.Text(user, "user")),
        ("domain", AgentJson.Text(user, "domain")),
        ("login-time", AgentJson.Real(user, "login-time") is { } seconds ? ((ulong)(seconds * 1000)).ToString(CultureInfo.InvariantCulture) : null),
    ]);

    private static IEnumerable<(string Name, string Value)> Filesystems(IReadOnlyList<GuestFilesystem> all) => Listed("fs", all, fs =>
    [
        ("name", fs.Name),
        ("mountpoint", fs.Mountpoint),
        ("fstype", fs.Type),
        ("total-bytes", fs.TotalBytes),
        ("used-bytes", fs.UsedBytes),
        .. Listed("disk", fs.Disks, disk => [("alias", disk.Target), ("serial", disk.Serial), ("device", disk.Device)]),
    ]);

    private static IEnumerable<(string Name, string Value)> Disks(JsonElement reply, Domain domain) => Listed("disk", [.. AgentJson.Items(reply)], disk =>
    {
        GuestDisk? place = AgentJson.Member(disk, "address") is { } address ? GuestDisk.Of(address, domain) : null;
        string[] dependencies = [.. AgentJson.Items(disk, "dependencies").Select(d => d.ToString())];
        return
        [
            ("name", AgentJson.Text(disk, "name")),
            ("partition", AgentJson.Switch(disk, "partition") == true ? "yes" : "no"),
            .. dependencies.Length == 0 ? [] : Listed("dependency", dependencies, d => [("name", d)]),
            ("serial", place?.Serial),
            ("alias", place?.Target),
            ("guest_alias", AgentJson.Text(disk, "alias")),
            ("guest_bus", place?.Bus),
        ];
    });

    private static IEnumerable<(string Name, string Value)> Interfaces(IReadOnlyList<GuestInterface> all) => Listed("if", all, nic =>
    [
        ("name", nic.Name),
        ("hwaddr", nic.Mac),
        .. nic.Addresses.Count == 0
            ? []
            : Listed("addr", nic.Addresses, a => [("type", a.Type), ("addr", a.Address), ("prefix", a.Prefix.ToString(CultureInfo.InvariantCulture))]),
    ]);

    /// <summary>NAME.count, then NAME.0.FIELD and so on.</summary>
    private static IEnumerable<(string Name, string Value)> Listed<T>(string name, IReadOnlyList<T> all, Func<T,
        IEnumerable<(string Name, string? Value)>> fields)
    {
        yield return (name + ".count", all.Count.ToString(CultureInfo.InvariantCulture));
        for (int i = 0; i < all.Count; i++)
        {
            foreach ((string field, string value) in Known(fields(all[i])))
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{name}.{i}.{field}"), value);
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Known(IEnumerable<(string Name, string? Value)> fields) =>
        fields.Where(f => f.Value is not null).Select(f => (f.Name, f.Value!));

    private static string? Real(JsonElement reply, string name) => AgentJson.Real(reply, name)?.ToString("F6", CultureInfo.InvariantCulture);
}
