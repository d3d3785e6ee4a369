using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>How much memory a guest has (live-changes.md 8): by its balloon while it runs.</summary>
public static class MemoryChange
{
    /// <exception cref="DomainException">That much cannot be.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, ulong kib)
    {
        CheckSize(guest.Live, kib);
        CheckNotZero(kib);
        yield return new QmpStep("balloon", new PropertyBag().Add("value", kib * 1024));
    }

    public static void Config(Domain config, ulong kib)
    {
        CheckSize(config, kib);
        CheckNotZero(kib);
        config.CurrentMemoryKiB = kib;
    }

    private static void CheckNotZero(ulong kib)
    {
        if (kib == 0)
        {
            throw new DomainException("memory in virDomainSetMemoryFlags must not be zero", default, RefusalKind.Plain);
        }
    }

    /// <summary>The most memory of a stored definition.</summary>
    /// <exception cref="DomainException">NUMA cells say how much, or it is more than can be plugged in.</exception>
    public static void Maximum(Domain config, ulong kib)
    {
        if (config.Cpu?.Numa?.Cells.Count > 0)
        {
            throw DomainException.Operation("initial memory size of a domain with NUMA nodes cannot be modified with this API");
        }

        if (config.MaxMemoryKiB < kib)
        {
            throw DomainException.Operation("cannot set initial memory size greater than the maximum memory size");
        }

        config.MemoryKiB = kib;
        config.CurrentMemoryKiB = Math.Min(config.CurrentMemoryKiB ?? kib, kib);
    }

    /// <summary>How often the balloon asks the guest for its figures; 0 = never.</summary>
    /// <exception cref="DomainException">There is no balloon.</exception>
    public static IEnumerable<PlanStep> StatisticsPeriod(RunningGuest guest, int seconds)
    {
        Memballoon balloon = Balloon(guest.Live);
        yield return new QmpStep("qom-set", new PropertyBag()
            .Add("path", "/machine/peripheral/" + balloon.Alias).Add("property", "guest-stats-polling-interval").Add("value", seconds));
        balloon.StatsPeriodSeconds = seconds;
    }

    public static void StatisticsPeriod(Domain config, int seconds) => Balloon(config).StatsPeriodSeconds = seconds;

    private static Memballoon Balloon(Domain domain) => domain.Memballoon is { Model: not MemballoonModel.None } balloon
        ? balloon
        : throw DomainException.Internal("No memory balloon device configured, can not set the collection period");

    private static void CheckSize(Domain domain, ulong kib)
    {
        ulong virtioMem = 0;
        domain.MemoryDevices.ForEach(m => virtioMem += m.Model == MemoryModel.VirtioMem ? m.SizeKiB : 0);
        if (kib > (domain.MemoryKiB ?? 0) - virtioMem)
        {
            throw DomainException.Argument("cannot set memory higher than max memory");
        }
    }
}
