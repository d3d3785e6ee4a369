using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>&lt;numatune&gt;: the nodes of the host that a guest's memory comes from (live-changes.md 8.6). null = as it is.</summary>
public sealed record NumaChange(NumaMode? Mode, NumberSet? Nodes)
{
    /// <summary>As <c>numatune</c> shows it.</summary>
    public static string Text(Domain domain) => ParameterText.Of(
    [
        ("numa_mode", NumaMode.Names[domain.NumaTune?.Memory?.Mode ?? NumaMode.Strict]),
        ("numa_nodeset", domain.NumaTune?.Memory?.Nodeset?.ToString() ?? ""),
    ]);

    /// <summary>strict, preferred, interleave, restrictive or 0 to 3.</summary>
    /// <exception cref="DomainException">It is none of them.</exception>
    public static NumaMode ModeOf(string text)
    {
        for (NumaMode mode = NumaMode.Strict; mode <= NumaMode.Restrictive; mode++)
        {
            if (text == NumaMode.Names[mode] || text == ((int)mode).ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                return mode;
            }
        }

        throw new DomainException($"Invalid mode: {text}", default, RefusalKind.Plain);
    }

    /// <exception cref="DomainException">The running guest's memory cannot be moved so.</exception>
    public IEnumerable<PlanStep> Live(RunningGuest guest)
    {
        NumaTuneMemory? present = guest.Live.NumaTune?.Memory;
        if (Mode is { } mode && mode != (present?.Mode ?? NumaMode.Strict))
        {
            throw DomainException.Operation("can't change numatune mode for running domain");
        }

        if (present is null && Nodes is null)
        {
            yield break;
        }

        if (present is not null && Mode == NumaMode.Strict)
        {
            throw DomainException.Operation("can't change nodeset for strict mode for running domain");
        }

        if (present is not null and not { Mode: NumaMode.Restrictive })
        {
            throw DomainException.Operation("change of nodeset for running domain requires restrictive numa mode");
        }

        CheckNodes(guest.Host);
        foreach (PlanStep step in PlugSteps.Retuned(guest, Put))
        {
            yield return step;
        }
    }

    /// <exception cref="DomainException">The host has no such node.</exception>
    public void Config(Domain domain, IHostFacts host)
    {
        CheckNodes(host);
        Put(domain);
    }

    private void CheckNodes(IHostFacts host)
    {
        foreach (uint node in Nodes?.Members() ?? [])
        {
            if (!host.NumaNodes.Contains(node))
            {
                throw DomainException.Unsupported($"NUMA node {node} is unavailable");
            }
        }
    }

    private void Put(Domain domain)
    {
        NumaTuneMemory memory = (domain.NumaTune ??= new NumaTune()).Memory ??= new NumaTuneMemory();
        memory.Mode = Mode ?? memory.Mode ?? NumaMode.Strict;
        memory.Nodeset = Nodes ?? memory.Nodeset;
        memory.Placement = memory.Nodeset is null ? memory.Placement : null;
    }
}
