using System.Diagnostics;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Saves running guests into images (guest-state.md 1.4): afterwards the guest is off and its image whole, or the guest goes on and there is no image.
/// </summary>
public sealed class GuestSaving(GuestOperations guests)
{
    /// <summary>Gives back what it came to.</summary>
    /// <exception cref="DomainParser.DomainException">The guest cannot be saved, or saving it failed; it goes on.</exception>
    public JobStatistics Save(string guest, string path, SaveOptions options)
    {
        GuestRecord record = Running(guest);
        JobStatistics statistics;
        using (QmpClient monitor = guests.Connect(record))
        {
            statistics = Write(record, monitor, path, options);
        }

        guests.Destroy(record.Name, reason: "saved");
        return statistics;
    }

    /// <summary>The guest, which has to be one that runs or is paused, here and nowhere else.</summary>
    internal GuestRecord Running(string guest)
    {
        GuestRecord record = guests.Get(guest);
        guests.RefuseDeparted(record);
        return record is { Started: true, State: GuestState.Running or GuestState.Paused or GuestState.PmSuspended }
            ? record
            : throw new GuestException("Requested operation is not valid: domain is not running");
    }

    /// <summary>Writes the image; the guest stands still afterwards, whether it ran before or not.</summary>
    internal JobStatistics Write(GuestRecord record, QmpClient monitor, string path, SaveOptions options, string job = "domain save",
        IReadOnlyList<PlanStep>? more = null, bool staysRunning = false)
    {
        var request = new SaveRequest(path)
        {
            Format = options.Format,
            Channels = options.Channels,
            BypassCache = options.BypassCache,
            IsRunning = record.State == GuestState.Running,
            FileExists = File.Exists(path),
            StaysRunning = staysRunning,
            Job = job,
        };
        ActiveJobs.RefuseAny(guests, record, monitor);
        SavePlan.Check(request, null);
        JobOperation operation = job == "snapshot" ? JobOperation.Snapshot : JobOperation.Save;
        var watch = Stopwatch.StartNew();
        using JobUnderWay note = JobUnderWay.Begin(guests.Store, record.Name, operation);
        LiveMigration.RefuseBlocked(monitor);
        string live = File.ReadAllText(guests.Store.DomainXmlOf(record.Name));
        string xml = options.Definition is { } other ? Changed(live, other, options) : MigratableDomain.Of(live, guests.Store.Settings);
        var image = SaveImage.Create(xml, Cookie(live, monitor), options.Running ?? request.IsRunning, (uint)options.Format);
        IReadOnlyList<PlanStep> steps = SavePlan.Steps(request, image, LiveMigration.Capabilities(monitor), LiveMigration.Parameters(monitor),
            LiveMigration.FreeFdSet(monitor));
        monitor.Execute(LifecycleReactions.ExpectCommand, job == "snapshot"
            ? """{"stop":"snapshot","resume":"unpaused"}""" : """{"stop":"saving","resume":"save canceled"}""");
        StateJob.Run(guests, record, monitor, [.. steps, .. more ?? []], options.Progress);
        return JobStatistics.OfMigration(operation, watch.Elapsed, monitor.Execute("query-migrate"));
    }

    private string Changed(string live, Domain other, SaveOptions options)
    {
        Domain current = DomainReader.Read(MigratableDomain.Of(live, guests.Store.Settings), new ReadingOptions { IgnoreUnknown = true });
        options.Complete(current);
        options.Complete(other);
        AbiCheck.Run(current, other);
        return MigratableDomain.Of(DomainWriter.Write(other), guests.Store.Settings);
    }

    /// <summary>The CPU as QEMU has it; asked of the guest's first vCPU.</summary>
    internal static SaveCookie Cookie(string live, QmpClient monitor)
    {
        Domain domain = DomainReader.Read(live, new ReadingOptions { IgnoreUnknown = true });
        if (domain.Cpu is { } cpu && domain.Os.Arch is "x86_64" or "i686")
        {
            string path = monitor.Execute("query-cpus-fast")[0].GetProperty("qom-path").GetString()!;
            string at = JsonEncodedText.Encode(path).ToString();
            var known = monitor.Execute("qom-list", $$"""{"path":"{{at}}"}""").EnumerateArray()
                .Where(p => p.GetProperty("type").ValueEquals("bool")).Select(p => p.GetProperty("name").GetString()!).ToHashSet();
            var values = new Dictionary<string, bool>();
            foreach (string name in LiveCpu.Properties(known))
            {
                values[name] = monitor.Execute("qom-get", $$"""{"path":"{{at}}","property":"{{name}}"}""").GetBoolean();
            }

            LiveCpu.Update(cpu, name => values.TryGetValue(name, out bool on) ? on : null);
        }

        return new SaveCookie { Cpu = domain.Cpu };
    }
}
