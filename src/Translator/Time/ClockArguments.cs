using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Time;

/// <summary>-rtc and timers (core-arguments.md 13).</summary>
internal static class ClockArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Clock clock = builder.Domain.Clock;
        builder.Add("-rtc", Rtc(builder.Context.Host, clock));
        if (clock.Offset == ClockOffset.Timezone)
        {
            builder.Plan.SetEnvironment("TZ", clock.Timezone!);
        }

        foreach (ClockTimer timer in clock.Timers)
        {
            switch (timer.Name)
            {
                case TimerName.Pit when builder.Capabilities.Has(Flags.KvmPitLostTickPolicy):
                    Pit(builder, timer.TickPolicy);
                    break;
                case TimerName.Hpet when timer.Present == false && builder.Domain.IsX86() && !builder.Capabilities.Has(Flags.MachineHpet):
                    builder.Add("-no-hpet");
                    break;
            }
        }
    }

    private static OptionText Rtc(IHostFacts host, Clock clock)
    {
        var option = new OptionText().Add("base", clock.Offset switch
        {
            ClockOffset.Utc => "utc",
            ClockOffset.LocalTime or ClockOffset.Timezone => "localtime",
            ClockOffset.Variable => DateText(host.NowSeconds + clock.AdjustmentSeconds
                + (clock.Basis == ClockBasis.LocalTime ? host.TimeZoneOffsetSeconds : 0)),
            _ => DateText((long)clock.Start),
        });
        if (clock.Timers.Find(t => t.Name == TimerName.Rtc) is { } timer)
        {
            option.Add("clock", timer.Track switch
            {
                TimerTrack.Guest => "vm",
                TimerTrack.Wall => "host",
                TimerTrack.RealTime => "rt",
                _ => null,
            });
            option.Add("driftfix", timer.TickPolicy == TickPolicy.Catchup ? "slew" : null);
        }

        return option;
    }

    /// <summary>The last second that QEMU's and libvirt's dates know: the end of the year 9999.</summary>
    private const long LastSecond = 253402300799;

    private static string DateText(long seconds) => seconds is < -LastSecond / 4 or > LastSecond
        ? throw DomainException.Unsupported("the clock would show a date that no calendar has")
        : DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Pit(CommandLineBuilder builder, TickPolicy? policy)
    {
        if (policy is null or TickPolicy.Delay)
        {
            builder.Add("-global", "kvm-pit.lost_tick_policy=delay");
        }
        else if (policy == TickPolicy.Discard)
        {
            builder.Add("-global", "kvm-pit.lost_tick_policy=discard");
        }
    }
}
