using System.Globalization;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>Old and short options in the words of the new ones, so that only those have to be read: -hda, -net, -usbdevice, -soundhw, -nic …</summary>
internal static class LegacyOptions
{
    public static List<NativeOption> Modernise(ParsedCommand command, List<string> warnings, bool modern)
    {
        var options = new List<NativeOption>();
        var networks = new LegacyNetworks(options, warnings, modern);
        foreach (ParsedOption option in ParsedOption.Of(command.Arguments))
        {
            string name = option.Name.StartsWith("--", StringComparison.Ordinal) ? option.Name[1..] : option.Name;
            string value = option.Value ?? "";
            switch (name)
            {
                case "-hda" or "-hdb" or "-hdc" or "-hdd":
                    options.Add(new NativeOption("-drive", $"if=ide,index={name[3] - 'a'},media=disk,file={Escape(value)}"));
                    break;
                case "" when value.Length > 0 && !command.Arguments.Contains("-nodefaults"):
                    // an image by itself is the first disk; in a line of libvirt's it was passed on, and is again
                    options.Add(new NativeOption("-drive", $"index=0,media=disk,file={Escape(value)}"));
                    break;
                case "-cdrom":
                    options.Add(new NativeOption("-drive", $"if=ide,index=2,media=cdrom,file={Escape(value)}"));
                    break;
                case "-fda" or "-fdb":
                    options.Add(new NativeOption("-drive", $"if=floppy,index={name[3] - 'a'},file={Escape(value)}"));
                    break;
                case "-sd":
                    options.Add(new NativeOption("-drive", $"if=sd,file={Escape(value)}"));
                    break;
                case "-pflash":
                    options.Add(new NativeOption("-drive", $"if=pflash,file={Escape(value)}"));
                    break;
                case "-net" when !value.StartsWith("nic,", StringComparison.Ordinal) || !value.Contains("netdev=", StringComparison.Ordinal):
                    networks.Net(value);
                    break;
                case "-nic":
                    networks.Nic(value);
                    break;
                case "-usbdevice":
                    UsbDevice(options, value, warnings);
                    break;
                case "-soundhw":
                    Sound(options, value, warnings);
                    break;
                case "-balloon":
                    if (value.StartsWith("virtio", StringComparison.Ordinal))
                    {
                        options.Add(new NativeOption("-device", "virtio-balloon-pci"));
                    }

                    break;
                case "-virtfs":
                    Virtfs(options, value);
                    break;
                default:
                    options.Add(new NativeOption(name, option.Value));
                    break;
            }
        }

        networks.Finish();
        return options;
    }

    public static string Escape(string text) => text.Replace(",", ",,", StringComparison.Ordinal);

    private static void UsbDevice(List<NativeOption> options, string value, List<string> warnings)
    {
        string[] parts = value.Split(':');
        string? device = parts[0] switch { "tablet" => "usb-tablet", "mouse" => "usb-mouse", "keyboard" => "usb-kbd", _ => null };
        if (device is null && parts is ["host", var bus] && bus.Split('.') is [var number, var address])
        {
            device = $"usb-host,hostbus={number},hostaddr={address}";
        }
        else if (device is null && parts is ["host", var vendor, var product])
        {
            device = $"usb-host,vendorid=0x{vendor},productid=0x{product}";
        }

        if (device is null)
        {
            warnings.Add($"-usbdevice {value} is gone from QEMU and is left as it is");
        }

        options.Add(new NativeOption("-usb", null));
        options.Add(device is null ? new NativeOption("-usbdevice", value) : new NativeOption("-device", device));
    }

    private static void Sound(List<NativeOption> options, string value, List<string> warnings)
    {
        int number = 0;
        foreach (string card in value.Split(','))
        {
            string? device = card switch
            {
                "ac97" => "AC97",
                "es1370" => "ES1370",
                "sb16" => "sb16",
                "hda" => "intel-hda",
                _ => null,
            };
            if (device is null)
            {
                warnings.Add($"-soundhw {card} has no counterpart in domain XML and is left out");
                continue;
            }

            string id = "sound" + (number++).ToString(CultureInfo.InvariantCulture);
            options.Add(new NativeOption("-device", $"{device},id={id}"));
            if (card == "hda")
            {
                options.Add(new NativeOption("-device", $"hda-duplex,bus={id}.0"));
            }
        }
    }

    private static void Virtfs(List<NativeOption> options, string value)
    {
        var parsed = new NativeOption("-fsdev", value);
        string tag = parsed.Take("mount_tag") ?? "share";
        parsed.Take("id");
        string driver = parsed.Take("") ?? "local";
        string rest = string.Join(',', parsed.Rest.Select(p => $"{p.Key}={Escape(p.Value)}"));
        options.Add(new NativeOption("-fsdev", $"{driver},id=fsdev-{tag},{rest}"));
        options.Add(new NativeOption("-device", $"virtio-9p-pci,fsdev=fsdev-{tag},mount_tag={tag}"));
    }
}
