using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-rtc, timers that are no CPU's, sleep states.</summary>
internal static class ClockElements
{
    public static void Add(NativeCommand native)
    {
        Rtc(native);
        foreach (NativeOption global in native.All("-global").ToList())
        {
            if (global.Peek("kvm-pit.lost_tick_policy") is { } policy)
            {
                global.Take();
                CpuElements.Timer(native, "pit", Attribute("tickpolicy", policy == "delay" ? "delay" : policy));
            }
        }

        string? hpet = native.Hpet ?? (native.TakeFlag("-no-hpet") ? "no" : null);
        if (hpet is not null)
        {
            CpuElements.Timer(native, "hpet", Attribute("present", hpet));
        }

        Suspend(native);
    }

    private static void Rtc(NativeCommand native)
    {
        XElement clock = native.Domain.Child("clock");
        NativeOption? rtc = native.One("-rtc");
        rtc?.Take();
        string start = rtc?.Take("base") ?? (native.TakeFlag("-localtime") ? "localtime" : "utc");
        string? zone = native.Environment.LastOrDefault(v => v.Key == "TZ").Value;
        switch (start)
        {
            case "utc":
                clock.SetAttributeValue("offset", "utc");
                break;
            case "localtime" when zone is not null:
                clock.SetAttributeValue("offset", "timezone");
                clock.SetAttributeValue("timezone", zone);
                break;
            case "localtime":
                clock.SetAttributeValue("offset", "localtime");
                break;
            default:
                clock.SetAttributeValue("offset", "absolute");
                if (DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
                {
                    clock.SetAttributeValue("start", date.ToUnixTimeSeconds());
                }

                break;
        }

        string? track = rtc?.Take("clock") switch { "vm" => "guest", "host" => "wall", "rt" => "realtime", _ => null };
        string? tick = rtc?.Take("driftfix") == "slew" || native.TakeFlag("-rtc-td-hack") ? "catchup" : null;
        if (track is not null || tick is not null)
        {
            CpuElements.Timer(native, "rtc", Attribute("tickpolicy", tick), Attribute("track", track));
        }
    }

    private static void Suspend(NativeCommand native)
    {
        var pm = new XElement("pm");
        foreach ((string property, string element) in (ReadOnlySpan<(string, string)>)[("disable_s3", "suspend-to-mem"), ("disable_s4", "suspend-to-disk")])
        {
            foreach (string controller in (string[])["PIIX4_PM", "ICH9-LPC"])
            {
                NativeOption? global = native.All("-global").FirstOrDefault(o => o.Peek($"{controller}.{property}") is not null);
                if (global is not null)
                {
                    global.Take();
                    pm.Add(With(element, "enabled", global.Peek($"{controller}.{property}") == "1" ? "no" : "yes"));
                }
            }
        }

        native.Domain.Add(pm.UnlessEmpty());
    }
}
