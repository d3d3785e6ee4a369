using System.Text.RegularExpressions;

namespace VirshLite.Faults;

/// <summary>What is chosen for a guest is chosen for no other, however many start at a time.</summary>
public sealed partial class SimultaneousStartSpecs
{
    [SkippableFact]
    public void Guests_that_start_at_once_all_run_with_ports_numbers_and_names_of_their_own()
    {
        int count = Scale.Of(8, 40);
        using var world = new World("ip link add br0 type bridge && ip link set br0 up && ip addr add 10.9.0.1/24 dev br0");
        const string devices = """
            <graphics type='vnc' port='-1' autoport='yes' websocket='-1'/>
            <graphics type='spice' autoport='yes'/>
            <video><model type='none'/></video>
            <interface type='bridge'><source bridge='br0'/></interface>
            """;
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"g{i}")];
        foreach (string name in names)
        {
            world.File_(name + ".xml", TinyGuest.Xml(name, devices));
        }

        Outcome[] outcomes = new Outcome[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, i => outcomes[i] = world.VirshLite("start", names[i] + ".xml"));

        outcomes.Where(o => o.ExitCode != 0).Select(o => o.Error).ShouldBeEmpty();
        string[] words = [.. names.Select(n => File.ReadAllText($"/proc/{world.QemuOf(n)}/cmdline"))];
        string[] ports = [.. words.Select(w => VncDisplay().Match(w).Groups[1].Value), .. words.Select(w => SpicePort().Match(w).Groups[1].Value)];
        ports.Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).Select(p => p < 5900 ? p + 5900 : p).Distinct().Count()
            .ShouldBe(2 * count);
        words.Select(w => Websocket().Match(w).Groups[1].Value).Distinct().Count().ShouldBe(count);
        world.Shell("ls /sys/class/net").Split('\n').Count(n => n.StartsWith("vnet", StringComparison.Ordinal)).ShouldBe(count);
        world.Do("list").Split('\n').Count(l => l.Contains("running", StringComparison.Ordinal)).ShouldBe(count);
        foreach (string name in names)
        {
            world.Do("destroy", name);
        }

        world.LeavesNothing();
    }

    [GeneratedRegex("-vnc\0127\\.0\\.0\\.1:([0-9]+)")]
    private static partial Regex VncDisplay();

    [GeneratedRegex("websocket=([0-9]+)")]
    private static partial Regex Websocket();

    [GeneratedRegex("-spice\0port=([0-9]+)")]
    private static partial Regex SpicePort();
}
