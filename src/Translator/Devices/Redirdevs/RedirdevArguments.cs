using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Redirdevs;

/// <summary>Redirected USB devices and the filter that holds for all of them (devices.md 3.6).</summary>
internal static class RedirdevArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        string? filter = builder.Domain.RedirFilter is { Entries.Count: > 0 } entries ? FilterText(entries) : null;
        foreach (Redirdev redirdev in builder.Domain.Redirdevs)
        {
            string chardev = ChardevArguments.Add(builder, redirdev.Source, redirdev, "usbredir");
            PropertyBag bag = new PropertyBag().Add("driver", "usb-redir").Add("chardev", chardev).Add("id", redirdev.Alias).Add("filter", filter)
                .AddPositive("bootindex", redirdev.EffectiveBootIndex);
            builder.AddDevice(AddressProperties.Add(bag, redirdev, builder.Context));
        }
    }

    private static string FilterText(RedirFilter filter)
    {
        var text = new StringBuilder();
        foreach (RedirFilterEntry entry in filter.Entries)
        {
            if (text.Length > 0)
            {
                text.Append('|');
            }

            text.Append(Hex(entry.Class, "X2")).Append(':').Append(Hex(entry.Vendor, "X4")).Append(':').Append(Hex(entry.Product, "X4")).Append(':')
                .Append(Hex(entry.Version, "X4")).Append(':').Append(entry.Allow ? '1' : '0');
        }

        return text.ToString();
    }

    private static string Hex(uint? value, string format) => value is { } v ? "0x" + v.ToString(format, CultureInfo.InvariantCulture) : "-1";
}
