using System.Text.Json;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Conformance.Networks;

/// <summary>Network filters: read and printed.</summary>
internal static class FilterCases
{
    private static ReadingContext Lenient => new(new ReadingOptions { IgnoreUnknown = true });

    public static (string Expected, string Actual) Define(NetworkCase given) =>
        (given.File("expected") ?? "", NetworkFilterWriter.Write(NetworkFilterReader.Read(given.Required("filter"))));

    public static (string Expected, string Actual) Binding(NetworkCase given) =>
        (given.Required("expected"), NetworkFilterWriter.Write(NetworkFilterBindingReader.Read(given.Required("binding"), Lenient)));

    /// <summary>A rule set for one device; blocks that are the same in all cases are cut out of it as libvirt's tests do (README of the cases).</summary>
    public static (string Expected, string Actual) Firewall(NetworkCase given)
    {
        string port = given.Text("interface")!;
        var variables = new FilterVariables(given.Json.GetProperty("variables").EnumerateObject()
            .ToDictionary(v => v.Name, v => (IReadOnlyList<string>)[.. v.Value.EnumerateArray().Select(e => e.GetString()!)]));
        IReadOnlyList<PlacedRule> rules = FilterTree.Rules(NetworkFilterReader.Read(given.Required("filter")), variables, _ => null);
        List<string> commands = [.. Lines(FilterCommands.Build(port, rules)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        using JsonDocument common = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(given.Directory, "data", "nwfilter-common.json")));
        int from = 0;
        foreach (JsonElement block in common.RootElement.GetProperty("blocks").EnumerateArray())
        {
            string[] lines = NetworkCase.Lines(block.GetProperty("commands").EnumerateArray()
                .Select(c => (IReadOnlyList<string>)[.. c.EnumerateArray().Select(e => e.GetString()!)]))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            int at = Enumerable.Range(from, Math.Max(0, commands.Count - lines.Length - from + 1))
                .FirstOrDefault(i => commands.Skip(i).Take(lines.Length).SequenceEqual(lines), -1);
            if (at >= 0)
            {
                commands.RemoveRange(at, lines.Length);
                from = at;
            }
        }

        return (given.Commands("commands"), string.Concat(commands.Select(c => c + "\n")));
    }

    /// <summary>The fixed rule sets, and what takes sets away.</summary>
    public static (string Expected, string Actual) Basic(NetworkCase given)
    {
        string port = given.Text("interface")!;
        string mac = given.Text("mac") ?? "";
        return (given.Commands("commands"), Lines(given.Text("name") switch
        {
            "allTeardown" => FilterCommands.RemoveAll(port),
            "tearNewRules" => FilterCommands.RemoveNew(port),
            "tearOldRules" => FilterCommands.Switch(port),
            "removeBasicRules" => FilterCommands.RemoveBasic(port),
            "applyBasicRules" => BasicFilterCommands.Any(port, mac),
            "applyDHCPOnlyRules" => BasicFilterCommands.DhcpOnly(
                port, mac, given.Texts("dhcp_servers"), given.Json.TryGetProperty("leave_temporary", out JsonElement leave) && leave.GetBoolean()),
            "applyDropAllRules" => BasicFilterCommands.DropAll(port),
            var other => throw new FormatException($"nothing runs the rule set '{other}'"),
        }));
    }

    private static string Lines(IEnumerable<FilterCommand> commands) => NetworkCase.Lines(commands.Select(c => c.Words));
}
