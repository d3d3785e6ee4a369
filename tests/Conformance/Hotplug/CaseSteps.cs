using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Conformance.Hotplug;

/// <summary>cases.json: libvirt's own hot-plug tests, a fresh guest each and the steps done to it.</summary>
internal static class CaseSteps
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) =>
        setting.Load("cases.json").EnumerateArray().SelectMany(entry => Run(setting, entry));

    private static IEnumerable<HotplugOutcome> Run(HotplugSetting setting, JsonElement entry)
    {
        string name = entry.GetProperty("name").GetString()!;
        RunningGuest? guest = null;
        int number = 0;
        foreach (JsonElement step in entry.GetProperty("steps").EnumerateArray())
        {
            number++;
            yield return HotplugOutcome.Of("cases", $"{name} / {number}", differences =>
                Step(setting, entry, step, guest ??= Guest(setting, entry), differences));
        }
    }

    private static RunningGuest Guest(HotplugSetting setting, JsonElement entry)
    {
        string file = entry.GetProperty("domain").GetString()!;
        string architecture = entry.GetProperty("arch").GetString()!;
        Domain live = setting.Domain(file, live: true);
        Domain config = setting.Domain(file, live: false);
        var guest = new RunningGuest
        {
            Live = live,
            Config = config,
            CapabilitiesOf = _ => setting.Newest(architecture),
            Host = new HotplugHost(architecture, []),
            Settings = HotplugSetting.OfTests(entry),
            LastNodeNumber = NodeNumbers.Highest(setting.Text(file)),
            NextFdSet = 1,
            VhostNeedsKvm = false,
        };
        Translation.Complete(new TranslationContext(config, guest.CapabilitiesOf, guest.Host, guest.Settings));
        Translation.CompleteRunning(new TranslationContext(live, guest.CapabilitiesOf, guest.Host, guest.Settings));
        live.Id = 7;
        return guest;
    }

    private static void Step(HotplugSetting setting, JsonElement entry, JsonElement step, RunningGuest guest, Differences differences)
    {
        var numbers = new NodeNumbers(guest.LastNodeNumber);
        var monitor = new RecordedMonitor(step.GetProperty("exchange"), differences, numbers);
        var results = new StepResults();
        string before = DomainWriter.Write(guest.Live, live: true);
        string expect = step.GetProperty("expect").GetString()!;
        try
        {
            monitor.Run(Plan(setting, entry, step, guest, results), results);
            monitor.Settle(guest, results);
            if (expect == "error")
            {
                differences.Add("libvirt refuses this");
            }
        }
        catch (DomainException e)
        {
            if (expect != "error")
            {
                differences.Add("ours is refused: " + RefusalWords.Whole(e) + "\n" + e.StackTrace);
            }
        }

        string after = numbers.Actual(DomainWriter.Write(guest.Live, live: true));
        if (step.TryGetProperty("liveAfter", out JsonElement file) && file.ValueKind == JsonValueKind.String)
        {
            differences.Texts("live XML", numbers.Expected(setting.Text(file.GetString()!)), after);
        }
        else if (expect == "pending")
        {
            differences.Texts("live XML", numbers.Expected(before), after);
        }

        if (step.TryGetProperty("configAfter", out JsonElement stored) && stored.ValueKind == JsonValueKind.String)
        {
            differences.Texts("stored XML", setting.Text(stored.GetString()!), DomainWriter.Write(guest.Config!));
        }
    }

    private static IEnumerable<PlanStep> Plan(HotplugSetting setting, JsonElement entry, JsonElement step, RunningGuest guest, StepResults results)
    {
        string action = step.GetProperty("action").GetString()!;
        switch (action)
        {
            case "attach":
                return DeviceAttach.Live(guest, Device(setting, step, guest), results);
            case "detach":
                return DeviceDetach.Live(guest, DeviceMatch.Find(guest.Live, Device(setting, step, guest), live: true), results);
            case "update":
                return DeviceUpdate.Live(guest, Device(setting, step, guest), force: false, results);
        }

        // what was asked before the steps tells of the vCPUs
        JsonElement[] prelude = [.. entry.GetProperty("prelude").EnumerateArray()];
        var inventory = CpuInventory.Of(Returned(prelude, "query-hotpluggable-cpus"), Returned(prelude, "query-cpus-fast"), guest.Live.Vcpus.Maximum);
        bool affectsConfig = entry.GetProperty("affects").EnumerateArray().Any(a => a.GetString() == "config");
        if (action == "setvcpus")
        {
            uint count = step.GetProperty("count").GetUInt32();
            bool hotpluggable = step.TryGetProperty("hotpluggable", out JsonElement h) && h.GetBoolean();
            if (affectsConfig)
            {
                guest.Config = ConfigChange.Edit(guest, c => VcpuChange.SetCount(c, count, hotpluggable));
            }

            return VcpuChange.SetCount(guest, count, inventory, results);
        }

        NumberSet.TryParse(step.GetProperty("cpulist").GetString()!, out NumberSet wanted);
        bool enable = step.GetProperty("enable").GetBoolean();
        if (affectsConfig)
        {
            guest.Config = ConfigChange.Edit(guest, c => VcpuChange.SetOne(c, wanted, enable));
        }

        return VcpuChange.SetOne(guest, wanted, enable, inventory, results);
    }

    private static Device Device(HotplugSetting setting, JsonElement step, RunningGuest guest) =>
        DeviceDocument.Read(setting.Text(step.GetProperty("device").GetString()!), guest.Live, new ReadingContext(new ReadingOptions { IgnoreUnknown = true }));

    private static JsonElement Returned(JsonElement[] exchange, string command) =>
        exchange.First(e => e.GetProperty("execute").GetString() == command).GetProperty("reply").GetProperty("return");
}
