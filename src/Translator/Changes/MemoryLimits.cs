using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>
/// &lt;memtune&gt; of a guest: how much of the host's memory its QEMU may take (live-changes.md 8.5). Limits are in KiB; negative = no limit; null = as it is.
/// </summary>
public sealed record MemoryLimits(long? Hard, long? Soft, long? SwapHard, long? MinGuarantee)
{
    /// <summary>As <c>memtune</c> shows them.</summary>
    public static string Text(Domain domain)
    {
        MemTune tune = domain.MemTune ?? new MemTune();
        return ParameterText.Of([("hard_limit", Of(tune.HardLimitKiB)), ("soft_limit", Of(tune.SoftLimitKiB)), ("swap_hard_limit", Of(tune.SwapHardLimitKiB))]);
    }

    /// <exception cref="DomainException">Such limits cannot be.</exception>
    public IEnumerable<PlanStep> Live(RunningGuest guest)
    {
        if (MinGuarantee is not null)
        {
            throw new DomainException("argument unsupported: parameter 'min_guarantee' not supported", default, RefusalKind.Plain);
        }

        Domain copy = RunningGuest.Copy(guest.Live, live: true);
        MemTune tune = copy.MemTune ??= new MemTune();
        Put(tune, MemTune.UnlimitedKiB);
        if ((tune.HardLimitKiB ?? 0) > (tune.SwapHardLimitKiB ?? MemTune.UnlimitedKiB))
        {
            throw DomainException.Argument("memory hard_limit tunable value must be lower than or equal to swap_hard_limit");
        }

        yield return new Retune(copy);
        Config(guest.Live);
    }

    public void Config(Domain domain)
    {
        domain.MemTune ??= new MemTune();
        Put(domain.MemTune, null);
        if (domain.MemTune is { HardLimitKiB: null, SoftLimitKiB: null, SwapHardLimitKiB: null, MinGuaranteeKiB: null })
        {
            domain.MemTune = null;
        }
    }

    private void Put(MemTune tune, ulong? none)
    {
        ulong? New(long? wanted, ulong? present) => wanted is not { } limit ? present : limit < 0 ? none : (ulong)limit;
        tune.HardLimitKiB = New(Hard, tune.HardLimitKiB);
        tune.SoftLimitKiB = New(Soft, tune.SoftLimitKiB);
        tune.SwapHardLimitKiB = New(SwapHard, tune.SwapHardLimitKiB);
        tune.MinGuaranteeKiB = New(MinGuarantee, tune.MinGuaranteeKiB);
    }

    private static string Of(ulong? kib) => kib is null or >= MemTune.UnlimitedKiB ? "unlimited" : kib.Value.ToString(CultureInfo.InvariantCulture);
}
