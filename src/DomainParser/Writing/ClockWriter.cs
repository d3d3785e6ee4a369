using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;clock&gt;.</summary>
internal static class ClockWriter
{
    public static void Write(XmlOutput xml, Clock clock)
    {
        xml.Open("clock").Attr("offset", ClockOffset.Names[clock.Offset]);
        switch (clock.Offset)
        {
            case ClockOffset.Utc or ClockOffset.LocalTime:
                xml.Attr("adjustment", clock.AdjustmentReset ? "reset" : null);
                break;
            case ClockOffset.Variable:
                xml.Attr("adjustment", clock.AdjustmentSeconds).Attr("basis", ClockBasis.Names[clock.Basis]);
                break;
            case ClockOffset.Timezone:
                xml.Attr("timezone", clock.Timezone);
                break;
            default:
                xml.Attr("start", clock.Start);
                break;
        }

        foreach (ClockTimer timer in clock.Timers)
        {
            Timer(xml, timer);
        }

        xml.Close();
    }

    private static void Timer(XmlOutput xml, ClockTimer timer)
    {
        xml.Open("timer").Attr("name", TimerName.Names[timer.Name]).YesNo("present", timer.Present).Attr("tickpolicy", timer.TickPolicy, TickPolicy.Names);
        if (timer.Name is TimerName.Platform or TimerName.Rtc)
        {
            xml.Attr("track", timer.Track, TimerTrack.Names);
        }

        if (timer.Name == TimerName.Tsc)
        {
            xml.Attr("frequency", timer.FrequencyHz is 0 ? null : timer.FrequencyHz).Attr("mode", timer.Mode, TimerMode.Names);
        }

        if (timer.CatchupThreshold != 0 || timer.CatchupSlew != 0 || timer.CatchupLimit != 0)
        {
            xml.Open("catchup").Attr("threshold", NotZero(timer.CatchupThreshold)).Attr("slew", NotZero(timer.CatchupSlew));
            xml.Attr("limit", NotZero(timer.CatchupLimit)).Close();
        }

        xml.Close();
    }

    private static ulong? NotZero(ulong value) => value == 0 ? null : value;
}
