using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Time;

/// <summary>What can be said of which timer (completion.md 8).</summary>
internal sealed class TimerRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (ClockTimer timer in context.Domain.Clock.Timers)
        {
            Attributes(timer);
            Machine(context, timer);
        }
    }

    private static void Attributes(ClockTimer timer)
    {
        if (timer.Name is TimerName.KvmClock or TimerName.HypervClock)
        {
            Refuse(timer, "tickpolicy", timer.TickPolicy is not null);
        }

        if (timer.TickPolicy != TickPolicy.Catchup && (timer.CatchupThreshold != 0 || timer.CatchupSlew != 0 || timer.CatchupLimit != 0))
        {
            throw new DomainException("setting of timer catchup policies is only supported with tickpolicy='catchup'", timer.Position);
        }

        if (timer.Name != TimerName.Tsc)
        {
            Refuse(timer, "frequency", timer.FrequencyHz is > 0);
            Refuse(timer, "mode", timer.Mode is not null);
        }

        Refuse(timer, "track", timer.Track is not null && timer.Name is not (TimerName.Platform or TimerName.Rtc));
    }

    private static void Machine(TranslationContext context, ClockTimer timer)
    {
        Domain domain = context.Domain;
        switch (timer.Name)
        {
            case TimerName.Platform:
                throw DomainException.Unsupported("unsupported timer type (name) 'platform'", timer.Position);
            case TimerName.Rtc when timer.Track == TimerTrack.Boot:
                throw DomainException.Unsupported("unsupported rtc timer track 'boot'", timer.Position);
            case TimerName.Rtc when timer.TickPolicy is TickPolicy.Merge or TickPolicy.Discard:
                throw DomainException.Unsupported($"unsupported rtc timer tickpolicy '{TickPolicy.Names.Of(timer.TickPolicy)}'", timer.Position);
            case TimerName.Pit when timer.TickPolicy == TickPolicy.Merge
                || (timer.TickPolicy == TickPolicy.Catchup && !context.Capabilities.Has(Flags.KvmPitLostTickPolicy)):
                throw DomainException.Unsupported($"unsupported pit tickpolicy '{TickPolicy.Names.Of(timer.TickPolicy)}'", timer.Position);
            case TimerName.Tsc or TimerName.KvmClock or TimerName.HypervClock or TimerName.Hpet when timer.Present == true && !domain.IsX86():
                throw NotHere(domain, timer);
            case TimerName.ArmVTimer:
                ArmTimer(context, timer);
                break;
        }
    }

    private static void ArmTimer(TranslationContext context, ClockTimer timer)
    {
        Domain domain = context.Domain;
        if (domain.Type != DomainType.Kvm || !domain.IsArmVirt() || !context.Capabilities.Has(Flags.CpuKvmNoAdjvtime))
        {
            throw NotHere(domain, timer);
        }

        if (timer.Present == false)
        {
            throw DomainException.Unsupported("the 'armvtimer' timer can't be disabled", timer.Position);
        }

        if (timer.TickPolicy is TickPolicy.Catchup or TickPolicy.Merge)
        {
            throw DomainException.Unsupported($"the 'armvtimer' timer does not support tickpolicy '{TickPolicy.Names.Of(timer.TickPolicy)}'", timer.Position);
        }
    }

    private static void Refuse(ClockTimer timer, string what, bool given)
    {
        if (given)
        {
            throw DomainException.Unsupported($"timer {TimerName.Names[timer.Name]} doesn't support setting of timer {what}", timer.Position);
        }
    }

    private static DomainException NotHere(Domain domain, ClockTimer timer) => DomainException.Unsupported(
        $"Configuring the '{TimerName.Names[timer.Name]}' timer is not supported for virtType={DomainType.Names[domain.Type]} arch={domain.Os.Arch} "
        + $"machine={domain.Os.Machine} guests",
        timer.Position);
}
