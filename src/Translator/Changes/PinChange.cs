using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>Which CPUs of the host a guest's threads run on: vcpupin, emulatorpin, iothreadpin (live-changes.md 9.4, 10.1).</summary>
public static class PinChange
{
    /// <summary>A list of CPUs; <c>r</c> = all.</summary>
    /// <exception cref="DomainException">It is none, or the host has not so many.</exception>
    public static NumberSet Parse(string text, NumberSet hostCpus)
    {
        if (text == "r")
        {
            return hostCpus;
        }

        if (!NumberSet.TryParse(text, out NumberSet cpus))
        {
            throw new DomainException($"Invalid cpulist '{text}'\nerror: invalid argument: Failed to parse bitmap '{text}'", default, RefusalKind.Plain);
        }

        if (cpus.IsEmpty)
        {
            throw DomainException.Argument("Empty cpu list for pinning");
        }

        uint count = (hostCpus.Maximum ?? 0) + 1;
        return cpus.Maximum < count ? cpus : throw new DomainException($"CPU {cpus.Maximum} in cpulist '{text}' exceed the maxcpu {count}", default,
            RefusalKind.Plain);
    }

    /// <exception cref="DomainException">There is no such vCPU.</exception>
    public static void Vcpu(Domain domain, uint vcpu, NumberSet cpus, bool live)
    {
        if (vcpu >= domain.Vcpus.Maximum)
        {
            throw DomainException.Argument($"vcpu {vcpu} is out of range of {(live ? "live" : "persistent")} cpu count {domain.Vcpus.OnlineCount}");
        }

        (domain.CpuTune ??= new CpuTune()).VcpuPins[vcpu] = cpus;
    }

    public static void Emulator(Domain domain, NumberSet cpus) => (domain.CpuTune ??= new CpuTune()).EmulatorPin = cpus;

    /// <exception cref="DomainException">There is no such iothread.</exception>
    public static void IoThread(Domain domain, uint id, NumberSet cpus)
    {
        IoThreadChange.Find(domain, id, $"iothread {id} not found");
        (domain.CpuTune ??= new CpuTune()).IoThreadPins[id] = cpus;
    }

    /// <summary>Such a change of a running guest.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="threads">Whose threads: emulatorpin, vcpupin0, iothreadpin1.</param>
    /// <param name="cpus">Where they may run from now on.</param>
    /// <param name="change">Puts that into the domain.</param>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, string threads, NumberSet cpus, Action<Domain> change)
    {
        foreach (PlanStep step in PlugSteps.Retuned(guest, change))
        {
            yield return step;
        }

        yield return new Tell(DomainEvents.Tunable([("cputune." + threads, cpus.ToString())]));
    }
}
