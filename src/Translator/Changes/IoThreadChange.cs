using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>IOThreads of a running guest: more of them, fewer, and how they poll (live-changes.md 10).</summary>
public static class IoThreadChange
{
    private const string Limit = "thread-pool-max";

    /// <summary>Which there are.</summary>
    public static IEnumerable<PlanStep> Ask() => [new QmpStep("query-iothreads") { KeepAs = "iothreads" }];

    /// <summary>Asks which there are, and tells their numbers.</summary>
    public static IEnumerable<PlanStep> AskIds(StepResults results, Action<IReadOnlyList<uint>> tell)
    {
        foreach (PlanStep step in Ask())
        {
            yield return step;
        }

        tell([.. Ids(results)]);
    }

    /// <summary>The numbers out of the answer to <see cref="Ask"/>, in QEMU's order.</summary>
    public static IEnumerable<uint> Ids(StepResults results)
    {
        foreach (JsonElement thread in results.Of("iothreads")?.EnumerateArray() ?? default)
        {
            if (thread.GetProperty("id").GetString() is { } name && name.StartsWith("iothread", StringComparison.Ordinal)
                && uint.TryParse(name.AsSpan("iothread".Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint id))
            {
                yield return id;
            }
        }
    }

    /// <exception cref="DomainException">There is one of that number.</exception>
    public static IEnumerable<PlanStep> Add(RunningGuest guest, uint id)
    {
        RefusePresent(guest.Live, id);
        string name = NameOf(id);
        yield return new QmpStep("object-add", new PropertyBag().Add("qom-type", "iothread").Add("id", name))
        {
            Undo = [PlugSteps.Command("object-del", ("id", name)) with { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        };
        yield return new QmpStep("query-iothreads") { KeepAs = "iothreads" };
        Insert(guest.Live, id);

        // its thread came out of another of QEMU's, with that one's affinity and group
        yield return new Retune(guest.Live);
    }

    /// <exception cref="DomainException">There is none of that number, or something uses it.</exception>
    public static IEnumerable<PlanStep> Remove(RunningGuest guest, uint id)
    {
        CheckUnused(guest.Live, id);
        yield return PlugSteps.Command("object-del", ("id", NameOf(id)));
        yield return new QmpStep("query-iothreads") { KeepAs = "iothreads" };
        Drop(guest.Live, id);
    }

    /// <exception cref="DomainException">There is none of that number, or a value cannot be.</exception>
    public static IEnumerable<PlanStep> Set(RunningGuest guest, uint id, IoThreadSettings wanted, StepResults results)
    {
        IoThread thread = Find(guest.Live, id, $"cannot find IOThread '{id}' in iothreadids");
        foreach (int? value in (int?[])[wanted.PoolMinimum, wanted.PoolMaximum])
        {
            if (value < 0)
            {
                throw DomainException.Operation(
                    $"{(value == wanted.PoolMinimum ? "thread_pool_min" : "thread_pool_max")} ({value}) must be equal to or greater than 0 for live change");
            }
        }

        int minimum = wanted.PoolMinimum ?? thread.Pool.Minimum ?? -1;
        int maximum = wanted.PoolMaximum ?? thread.Pool.Maximum ?? -1;
        if (maximum >= 0 && minimum > maximum)
        {
            throw DomainException.Operation($"thread_pool_min ({minimum}) can't be greater than thread_pool_max ({maximum})");
        }

        string path = "/objects/" + NameOf(id);
        foreach ((string property, ulong? value) in (IEnumerable<(string, ulong?)>)[("poll-max-ns", wanted.PollMaxNs), ("poll-grow", wanted.PollGrow),
            ("poll-shrink", wanted.PollShrink)])
        {
            if (value is { } number)
            {
                yield return SetProperty(path, property, (long)number);
            }
        }

        if (wanted.PoolMinimum is not null || wanted.PoolMaximum is not null)
        {
            // QEMU refuses a minimum above the maximum at any moment
            yield return PlugSteps.Command("qom-get", ("path", path), ("property", Limit)) with { KeepAs = Limit };
            long present = results.Of(Limit) is { ValueKind: JsonValueKind.Number } answer ? answer.GetInt64() : long.MaxValue;
            QmpStep?[] steps = [Step("thread-pool-min", wanted.PoolMinimum), Step(Limit, wanted.PoolMaximum)];
            foreach (QmpStep? step in (wanted.PoolMinimum ?? 0) <= present ? steps : steps.Reverse())
            {
                if (step is not null)
                {
                    yield return step;
                }
            }
        }

        wanted.ApplyTo(thread);

        QmpStep? Step(string property, int? value) => value is { } number ? SetProperty(path, property, number) : null;
    }

    /// <summary>The same in a definition.</summary>
    /// <exception cref="DomainException">There is one of that number.</exception>
    public static void Insert(Domain domain, uint id)
    {
        RefusePresent(domain, id);
        IoThreads threads = domain.IoThreads ??= new IoThreads();
        Spell(threads);
        threads.Threads.Add(new IoThread { Id = id, IsExplicit = true });
        threads.Count = (uint)threads.Threads.Count;
    }

    /// <exception cref="DomainException">There is none of that number, or something uses it.</exception>
    public static void Drop(Domain domain, uint id)
    {
        CheckUnused(domain, id);
        IoThreads threads = domain.IoThreads!;
        Spell(threads);
        threads.Threads.RemoveAll(t => t.Id == id);
        threads.Count = (uint)threads.Threads.Count;
        domain.CpuTune?.IoThreadPins.Remove(id);
    }

    /// <exception cref="DomainException">There is none of that number.</exception>
    public static IoThread Find(Domain domain, uint id, string? otherwise = null)
    {
        if (domain.IoThreads is { } threads)
        {
            Spell(threads);
        }

        return domain.IoThreads?.Find(id) ?? throw DomainException.Argument(otherwise ?? $"cannot find IOThread '{id}' in iothreadids list");
    }

    private static void RefusePresent(Domain domain, uint id)
    {
        if (domain.IoThreads?.Ids().Contains(id) == true)
        {
            throw DomainException.Argument($"an IOThread is already using iothread_id '{id}'");
        }
    }

    private static void CheckUnused(Domain domain, uint id)
    {
        Find(domain, id);
        if (domain.Disks.Find(d => d.IoThread == id || d.IoThreads.Any(t => t.Id == id)) is { } disk)
        {
            throw DomainException.Argument($"cannot remove IOThread {id} since it is being used by disk '{disk.TargetDev}'");
        }

        if (domain.Controllers.Exists(c => c.IoThread == id))
        {
            throw DomainException.Argument($"cannot remove IOThread '{id}' since it is being used by controller");
        }
    }

    /// <summary>From the first change on the XML names every thread.</summary>
    private static void Spell(IoThreads threads)
    {
        foreach (uint id in threads.Ids())
        {
            IoThread thread = threads.Find(id) ?? new IoThread { Id = id };
            if (!threads.Threads.Contains(thread))
            {
                threads.Threads.Add(thread);
            }

            thread.IsExplicit = true;
        }
    }

    private static QmpStep SetProperty(string path, string property, long value) =>
        new("qom-set", new PropertyBag().Add("path", path).Add("property", property).Add("value", value));

    private static string NameOf(uint id) => "iothread" + id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What of an IOThread is set; null stays as it is.</summary>
public sealed record IoThreadSettings
{
    public ulong? PollMaxNs { get; init; }

    public uint? PollGrow { get; init; }

    public uint? PollShrink { get; init; }

    public int? PoolMinimum { get; init; }

    public int? PoolMaximum { get; init; }

    public void ApplyTo(IoThread thread)
    {
        thread.PollMaxNs = PollMaxNs ?? thread.PollMaxNs;
        thread.PollGrow = PollGrow ?? thread.PollGrow;
        thread.PollShrink = PollShrink ?? thread.PollShrink;
        thread.Pool.Minimum = PoolMinimum ?? thread.Pool.Minimum;
        thread.Pool.Maximum = PoolMaximum ?? thread.Pool.Maximum;
    }
}
