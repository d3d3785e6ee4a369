using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Conformance.Hotplug;

/// <summary>recorded.json: virsh commands on guests of a real libvirt, with the QMP exchange and the XML before and after.</summary>
internal static partial class Recordings
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) => setting.Load("recorded.json").EnumerateArray().Select((entry, i) =>
        HotplugOutcome.Of("recorded", string.Create(CultureInfo.InvariantCulture, $"{entry.GetProperty("name").GetString()!} / {i}"), differences =>
            Run(setting, entry, differences)));

    private static void Run(HotplugSetting setting, JsonElement entry, Differences differences)
    {
        string[] virsh = [.. entry.GetProperty("virsh").EnumerateArray().Select(w => w.GetString()!)];
        string stderr = entry.GetProperty("stderr").GetString()!.Trim();
        RunningGuest guest = Guest(setting, entry, stderr);
        string liveBefore = DomainWriter.Write(guest.Live, live: true);
        var numbers = new NodeNumbers(guest.LastNodeNumber);
        var monitor = new RecordedMonitor(entry.GetProperty("exchange"), differences, numbers) { HostRefusal = stderr };
        var results = new StepResults();
        int exit = 0;
        string words = "";
        var command = new VirshCommand(guest, monitor, results, new VirshArguments(virsh.Skip(1)), Text(entry, "device"), MacOf(setting, entry),
            entry.GetProperty("stdout").GetString()!);
        try
        {
            command.Run(virsh[0]);
        }
        catch (DomainException e)
        {
            exit = 1;
            words = RefusalWords.Whole(e);
        }

        monitor.Settle(guest, results);
        int expected = entry.GetProperty("exit").GetInt32();
        if (exit != expected)
        {
            differences.Add($"libvirt: exit {expected} {stderr}");
            differences.Add($"ours:    exit {exit} {words}");
        }
        else if (exit != 0 && !RefusalReason.IsSame(stderr.Split("error: ")[^1], words))
        {
            differences.Add("libvirt: " + stderr);
            differences.Add("ours:    " + words);
        }

        if (command.Output is { } output)
        {
            differences.Texts("output", entry.GetProperty("stdout").GetString()!.TrimEnd(), output.TrimEnd());
        }

        Compare(setting, entry, "liveAfter", liveBefore, DomainWriter.Write(guest.Live, live: true), numbers, differences);
        if (guest.Config is not null)
        {
            Compare(setting, entry, "configAfter", setting.Text(Text(entry, "configBefore")!), DomainWriter.Write(guest.Config), numbers, differences);
        }
    }

    private static void Compare(HotplugSetting setting, JsonElement entry, string after, string before, string actual, NodeNumbers numbers,
        Differences differences)
    {
        string expected = Text(entry, after) is { } file ? setting.Text(file) : before;
        differences.Texts(after, numbers.Expected(expected), numbers.Actual(actual));
    }

    private static RunningGuest Guest(HotplugSetting setting, JsonElement entry, string stderr)
    {
        string live = Text(entry, "liveBefore")!;
        return new RunningGuest
        {
            Live = setting.Domain(live, live: true),
            Config = Text(entry, "configBefore") is { } config ? setting.Domain(config, live: false) : null,
            CapabilitiesOf = _ => setting.Newest("x86_64"),
            Host = new HotplugHost("x86_64", Missing(stderr)) { IsBare = true },
            Settings = HotplugSetting.OfRecordings,
            LastNodeNumber = NodeNumbers.Highest(setting.Text(live)),
            NextFdSet = 1,
        };
    }

    /// <summary>What the recording's host did not have shows in what virsh said.</summary>
    private static string[] Missing(string stderr) => [.. MissingFile().Matches(stderr).Select(m => m.Groups[1].Value)];

    /// <summary>A MAC address that was made up: the one that the recording has.</summary>
    private static string? MacOf(HotplugSetting setting, JsonElement entry)
    {
        if (Text(entry, "liveAfter") is not { } file)
        {
            return null;
        }

        Domain before = setting.Domain(Text(entry, "liveBefore")!, live: true);
        return setting.Domain(file, live: true).Interfaces.Find(n => !before.Interfaces.Exists(b => b.Mac == n.Mac))?.Mac;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("(?:Cannot access storage file|Path) '([^']+)'")]
    private static partial Regex MissingFile();
}
