using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Agent;

/// <summary>A file system that is mounted in the guest.</summary>
public sealed record GuestFilesystem(string Name, string Mountpoint, string Type, string? TotalBytes, string? UsedBytes, IReadOnlyList<GuestDisk> Disks)
{
    /// <summary>The answer to guest-get-fsinfo; libvirt lists it from the last to the first.</summary>
    public static IReadOnlyList<GuestFilesystem> Of(JsonElement reply, Domain domain) =>
    [
        .. AgentJson.Items(reply).Reverse().Select(f => new GuestFilesystem(
            AgentJson.Text(f, "name") ?? "",
            AgentJson.Text(f, "mountpoint") ?? "",
            AgentJson.Text(f, "type") ?? "",
            AgentJson.Number(f, "total-bytes"),
            AgentJson.Number(f, "used-bytes"),
            [.. AgentJson.Items(f, "disk").Select(d => GuestDisk.Of(d, domain))])),
    ];

    /// <summary><c>domfsinfo</c>.</summary>
    public static TextTable Table(IEnumerable<GuestFilesystem> all)
    {
        var table = new TextTable("Mountpoint", "Name", "Type", "Target");
        foreach (GuestFilesystem one in all)
        {
            table.Add(one.Mountpoint, one.Name, one.Type, string.Join(',', one.Disks.Select(d => d.Target).OfType<string>()));
        }

        return table;
    }
}
