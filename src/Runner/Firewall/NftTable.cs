using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Runner.Firewall;

/// <summary>A device's table of filter rules in the kernel.</summary>
internal static class NftTable
{
    public static void Remove(string port) => new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(NftFilterScript.Removal(port)) }.TryRun();

    /// <summary>The names of all tables of bridges.</summary>
    public static IReadOnlySet<string> Standing() => (new HostCommand("nft", "list", "tables", "bridge").TryRun()?.Output ?? "").Split('\n')
        .Select(l => l[(l.LastIndexOf(' ') + 1)..]).ToHashSet();

    /// <summary>The address in the device's set; none where there is none.</summary>
    public static IReadOnlyList<string> Learnt(string port)
    {
        string listed = new HostCommand("nft", "list", "set", "bridge", NftFilterScript.Table(port), "IP").TryRun()?.Output ?? "";
        int at = listed.IndexOf("elements = {", StringComparison.Ordinal);
        return at < 0 ? [] : [listed[(at + 12)..].Split((char[])[' ', '}', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)[0]];
    }
}
