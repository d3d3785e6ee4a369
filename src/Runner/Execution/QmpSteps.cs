using System.Text.Json;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>The steps of a plan that are told to QEMU or waited for from it.</summary>
/// <param name="resources">Descriptors that commands take along.</param>
internal sealed class QmpSteps(QmpClient monitor, OpenedResources resources)
{
    private readonly Dictionary<string, JsonElement> kept = [];

    /// <summary>Told how far a migration is, from 0 to 1.</summary>
    public Action<double>? Progress { get; set; }

    /// <summary>True once the user wants no more of it; long waits end then.</summary>
    public Func<bool>? IsInterrupted { get; set; }

    /// <summary>What QEMU returned to steps that say <see cref="QmpStep.KeepAs"/>, and the data of events that do.</summary>
    public IReadOnlyDictionary<string, JsonElement> Kept => kept;

    /// <exception cref="QmpException">QEMU refused a step that has no purpose of its own to name.</exception>
    /// <exception cref="GuestException">QEMU refused a step, or its answer is not the expected one.</exception>
    public void Run(IEnumerable<PlanStep> steps)
    {
        foreach (PlanStep step in steps)
        {
            Run(step);
        }
    }

    public void Run(PlanStep step)
    {
        try
        {
            switch (step)
            {
                case QmpStep command:
                    Execute(command);
                    break;
                case WaitForEvent wait:
                    Wait(wait);
                    break;
                case WaitForMigration wait:
                    new MigrationWait(monitor, wait) { Progress = Progress, IsInterrupted = IsInterrupted }.Run();
                    break;
                case WaitForDump:
                    DumpWait.Run(monitor, Progress, IsInterrupted);
                    break;
                case WaitForJob wait:
                    JobWait.Run(monitor, wait, IsInterrupted);
                    break;
                default:
                    throw new InvalidOperationException($"a step of type {step.GetType().Name} is none of QEMU's");
            }
        }
        catch (QmpException e)
        {
            if (!step.IgnoreErrors)
            {
                throw step.Purpose is { } purpose ? new GuestException($"internal error: {purpose}: {e.Description}", e) : e;
            }
        }
        catch (GuestException) when (step.IgnoreErrors)
        {
            // the plan says that it goes on
        }
    }

    private void Execute(QmpStep step)
    {
        JsonElement answer;
        try
        {
            answer = monitor.Execute(step.Command, step.Arguments is { } arguments
                ? PropertyWriter.ToJson(arguments, NoDescriptors.Instance) : null, step.TimeLimit, step.Descriptor is { } name ? resources[name] : null);
        }
        catch (QmpException e) when (step.AcceptedErrors.Any(a => e.ErrorClass == a || e.Description.Contains(a, StringComparison.Ordinal)))
        {
            return;
        }

        if (step.Expected is { } expected && !JsonPattern.Fits(answer, expected))
        {
            string wanted = PropertyWriter.ToJson(expected, NoDescriptors.Instance);
            throw new GuestException($"internal error: {step.Purpose ?? step.Command}: QEMU answered {answer.GetRawText()}, not {wanted}");
        }

        if (step.KeepAs is { } key)
        {
            kept[key] = answer;
        }
    }

    private void Wait(WaitForEvent step)
    {
        long end = Environment.TickCount64 + (long)step.TimeLimit.TotalMilliseconds;
        var others = new List<QmpEvent>();
        try
        {
            while (monitor.WaitForEvent(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64))) is { } happened)
            {
                others.Add(happened);
                if (Fits(step.Failures, happened))
                {
                    throw new GuestException($"operation failed: {step.Purpose ?? "the guest's QEMU"}: QEMU reports {happened.Name}");
                }

                if (Fits(step.Events, happened))
                {
                    others.RemoveAt(others.Count - 1);
                    if (step.KeepAs is { } name)
                    {
                        kept[name] = happened.Data;
                    }

                    return;
                }
            }
        }
        finally
        {
            // events that nobody waited for yet may be what a later step waits for
            for (int newer = monitor.Events.Count; newer > 0; newer--)
            {
                others.Add(monitor.Events.Dequeue());
            }

            others.ForEach(monitor.Events.Enqueue);
        }

        if (!step.MayBeMissing)
        {
            throw new GuestException(
                $"operation failed: {step.Purpose ?? "waiting for QEMU"}: no {string.Join(" or ", step.Events.Select(e => e.Name))} within "
                + $"{step.TimeLimit.TotalSeconds:0} seconds");
        }
    }

    private static bool Fits(IReadOnlyList<EventPattern> patterns, QmpEvent happened) =>
        patterns.Any(p => p.Name == happened.Name && (p.Data is null || JsonPattern.Fits(happened.Data, p.Data)));
}
