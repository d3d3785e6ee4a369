using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>-audiodev.</summary>
internal static class AudioElements
{
    /// <summary>Attributes of &lt;input&gt; and &lt;output&gt;.</summary>
    private static readonly (string Property, string Attribute)[] Stream =
    [
        ("voices", "voices"), ("buffer-length", "bufferLength"), ("dev", "dev"), ("buffer-count", "bufferCount"), ("server-name", "serverName"),
            ("client-name", "clientName"),
        ("connect-ports", "connectPorts"), ("name", "name"), ("stream-name", "streamName"), ("latency", "latency"),
    ];

    private static readonly (string Property, string Attribute)[] Switches =
        [("mixing-engine", "mixingEngine"), ("fixed-settings", "fixedSettings"), ("try-poll", "tryPoll"), ("exact-name", "exactName")];

    public static void Add(NativeCommand native)
    {
        foreach (NativeOption option in native.All("-audiodev").ToList())
        {
            string? type = option.Kind switch { "pa" => "pulseaudio", "wav" => "file", "" => null, var word => word };
            if (type is not ("none" or "alsa" or "coreaudio" or "jack" or "oss" or "pulseaudio" or "sdl" or "spice" or "file" or "dbus" or "pipewire"))
            {
                continue;
            }

            int id = native.AudioNumber(option.Id);
            option.Take();
            option.Take("driver");
            option.Take("id");
            native.Devices.Add(Element(
                "audio",
                Attribute("id", id),
                Attribute("type", type),
                Attribute("timerPeriod", option.Take("timer-period")),
                Attribute("serverName", option.Take("server")),
                Attribute("path", option.Take("path")),
                Attribute("driver", type == "sdl" ? native.Environment.LastOrDefault(v => v.Key == "SDL_AUDIODRIVER")
                    .Value switch
                { "pulse" => "pulseaudio", var word => word } : null),
                Attribute("tryMMap", option.TakeYesNo("try-mmap")),
                Attribute("exclusive", option.TakeYesNo("exclusive")),
                Attribute("dspPolicy", option.Take("dsp-policy")),
                Side(option, "in.", "input"),
                Side(option, "out.", "output")));
        }
    }

    private static XElement? Side(NativeOption option, string prefix, string name)
    {
        var side = new XElement(name);
        foreach ((string property, string attribute) in Switches)
        {
            side.SetAttributeValue(attribute, option.TakeYesNo(prefix + property));
        }

        foreach ((string property, string attribute) in Stream)
        {
            side.SetAttributeValue(attribute, option.Take(prefix + property));
        }

        var settings = Element(
            "settings", Attribute("frequency", option.Take(prefix + "frequency")), Attribute("channels", option.Take(prefix + "channels")),
                Attribute("format", option.Take(prefix + "format")));
        side.Add(settings.UnlessEmpty());
        return side.UnlessEmpty();
    }
}
