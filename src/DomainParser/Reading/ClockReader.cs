using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;clock&gt; (completion.md 4.2): a number as adjustment of utc or localtime makes the clock a variable one with that basis.</summary>
internal static class ClockReader
{
    public static Clock Read(XmlCursor cursor)
    {
        var clock = new Clock { Position = cursor.Position, Offset = cursor.EnumUnlessEmpty("offset", ClockOffset.Names) ?? ClockOffset.Utc };
        switch (clock.Offset)
        {
            case ClockOffset.Utc or ClockOffset.LocalTime:
                Fixed(cursor, clock);
                break;
            case ClockOffset.Variable:
                clock.AdjustmentSeconds = cursor.NonEmpty("adjustment") is null ? 0 : cursor.Long("adjustment") ?? 0;
                clock.Basis = cursor.EnumUnlessEmpty("basis", ClockBasis.Names) ?? ClockBasis.Utc;
                cursor.IgnoreAttributes("adjustment0");
                break;
            case ClockOffset.Timezone:
                clock.Timezone = cursor.NonEmpty("timezone") ?? throw cursor.Error("a clock with offset 'timezone' needs the attribute 'timezone'");
                break;
            default:
                clock.Start = cursor.ULong("start") ?? throw cursor.Error("a clock with offset 'absolute' needs the attribute 'start'");
                break;
        }

        foreach (XmlCursor timer in cursor.Children("timer"))
        {
            clock.Timers.Add(Timer(timer));
        }

        return clock;
    }

    private static void Fixed(XmlCursor cursor, Clock clock)
    {
        switch (cursor.Text("adjustment"))
        {
            case null or "":
                return;
            case "reset":
                clock.AdjustmentReset = true;
                return;
            case var text:
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds))
                {
                    throw cursor.Error($"'{text}' is not a value of the attribute 'adjustment': 'reset' or a number of seconds would be right");
                }

                clock.Basis = clock.Offset == ClockOffset.LocalTime ? ClockBasis.LocalTime : ClockBasis.Utc;
                clock.Offset = ClockOffset.Variable;
                clock.AdjustmentSeconds = seconds;
                return;
        }
    }

    private static ClockTimer Timer(XmlCursor cursor)
    {
        var timer = new ClockTimer
        {
            Position = cursor.Position,
            Name = cursor.RequiredEnum("name", TimerName.Names),
            Present = cursor.YesNo("present"),
            TickPolicy = cursor.Enum("tickpolicy", TickPolicy.Names),
            Track = cursor.Enum("track", TimerTrack.Names),
            FrequencyHz = cursor.ULong("frequency"),
            Mode = cursor.Enum("mode", TimerMode.Names),
        };
        if (cursor.Child("catchup") is { } catchup)
        {
            timer.CatchupThreshold = catchup.ULong("threshold") ?? 0;
            timer.CatchupSlew = catchup.ULong("slew") ?? 0;
            timer.CatchupLimit = catchup.ULong("limit") ?? 0;
        }

        return timer;
    }
}
