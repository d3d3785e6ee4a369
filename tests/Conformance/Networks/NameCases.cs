using System.Net.Sockets;
using System.Text.Json;
using VirshLite.Translator.Networks;

namespace VirshLite.Conformance.Networks;

/// <summary>Names of guests and the files that they are found in.</summary>
internal static class NameCases
{
    /// <summary>A time at which the leases of the data are good (README of the cases).</summary>
    private const long Now = 1_700_000_000;

    public static (string Expected, string Actual) Resolve(NetworkCase given)
    {
        string directory = Path.Combine(given.Directory, given.Text("lease_dir")!);
        List<DhcpLease> leases = [.. Texts(directory, "*.status").SelectMany(LeaseFile.Read)];
        AddressFamily? family = given.Text("family") switch { "inet" => AddressFamily.InterNetwork, "inet6" => AddressFamily.InterNetworkV6, _ => null };
        string host = given.Text("host")!;
        var found = given.Text("module") == "libvirt"
            ? GuestNames.ByHostname(leases, host, family, Now)
            : GuestNames.ByGuest(leases, Texts(directory, "*.macs").Select(Translator.Networks.MacMap.Read), host, family, Now);
        return (string.Join('\n', given.Texts("expected_addresses")), string.Join('\n', found));
    }

    public static (string Expected, string Actual) MacMap(NetworkCase given)
    {
        var map = new MacMap();
        foreach (JsonElement entry in given.Json.GetProperty("add").EnumerateArray())
        {
            foreach (JsonElement mac in entry.GetProperty("macs").EnumerateArray())
            {
                map.Add(entry.GetProperty("domain").GetString()!, mac.GetString()!);
            }
        }

        return (Plain(given.Required("expected")), Plain(map.Write()));
    }

    /// <summary>JSON without its layout.</summary>
    private static string Plain(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static IEnumerable<string> Texts(string directory, string pattern) =>
        Directory.GetFiles(directory, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
