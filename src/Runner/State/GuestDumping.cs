using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Dumps guests into files (guest-state.md 2): afterwards the dump is whole and the guest goes on, is reset or has ended, or it goes on and there is no dump.
/// </summary>
public sealed class GuestDumping(GuestOperations guests)
{
    /// <param name="guest">Its name.</param>
    /// <param name="request">What is asked; how the guest and the file are is filled in here.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    /// <exception cref="DomainParser.DomainException">The guest cannot be dumped, or dumping it failed.</exception>
    public void Dump(string guest, DumpRequest request, Action<double>? progress)
    {
        request.Check();
        GuestRecord record = guests.Get(guest);
        if (!record.Started)
        {
            throw new GuestException("Requested operation is not valid: domain is not running");
        }

        request = request with { IsRunning = record.State == GuestState.Running, FileExists = File.Exists(request.Path) };
        using (QmpClient monitor = guests.Connect(record))
        {
            using JobUnderWay note = JobUnderWay.Begin(guests.Store, record.Name, JobOperation.Dump);
            if (!request.MemoryOnly)
            {
                LiveMigration.RefuseBlocked(monitor);
            }

            IReadOnlyList<PlanStep> steps = request.MemoryOnly
                ? DumpPlan.Steps(request, Formats(monitor), new HashSet<string>(), new PropertyBag())
                : DumpPlan.Steps(request, new HashSet<string>(), LiveMigration.Capabilities(monitor), LiveMigration.Parameters(monitor));
            monitor.Execute(LifecycleReactions.ExpectCommand, """{"stop":"dumping","resume":"unpaused"}""");
            StateJob.Run(guests, record, monitor, steps, progress);
        }

        if (request.Crash)
        {
            guests.Destroy(record.Name, reason: "crashed");
        }
    }

    private static HashSet<string> Formats(QmpClient monitor) =>
        [.. monitor.Execute("query-dump-guest-memory-capability").GetProperty("formats").EnumerateArray().Select((JsonElement f) => f.GetString()!)];
}
