using System.Globalization;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Comparing;

/// <summary>
/// Options in one spelling: what QEMU takes for the same thing is the same here (<c>-M pc,accel=kvm</c> and <c>-machine pc -accel kvm</c>, <c>-m 2048</c> and
/// <c>-m size=2097152k</c>, <c>0x10</c> and <c>16</c>, <c>hv_time</c> and <c>hv-time</c> …). The options keep the text that they were written with.
/// </summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> Drivers = new(StringComparer.Ordinal)
    {
        ["ide-drive"] = "ide-hd",
        ["scsi-disk"] = "scsi-hd",
        ["lsi53c895a"] = "lsi",
        ["virtio-net"] = "virtio-net-pci",
        ["virtio-blk"] = "virtio-blk-pci",
        ["virtio-scsi"] = "virtio-scsi-pci",
        ["virtio-serial"] = "virtio-serial-pci",
        ["virtio-balloon"] = "virtio-balloon-pci",
        ["virtio-rng"] = "virtio-rng-pci",
        ["virtio-9p"] = "virtio-9p-pci",
        ["virtio-gpu"] = "virtio-gpu-pci",
        ["tty"] = "serial",
        ["parport"] = "parallel",
    };

    public static List<ParsedOption> Of(IReadOnlyList<string> arguments)
    {
        var options = new List<ParsedOption>();
        var machine = new List<KeyValuePair<string, string>>();
        int machineAt = -1;
        ParsedOption? machineText = null;
        ParsedOption? accelerator = null;
        foreach (ParsedOption written in ParsedOption.Of(arguments))
        {
            string name = written.Name.StartsWith("--", StringComparison.Ordinal) ? written.Name[1..] : written.Name;
            ParsedOption option = name == written.Name ? written : new ParsedOption(name, written.Value);
            switch (name)
            {
                case "-machine" or "-M":
                    machineText ??= option;
                    machineAt = machineAt < 0 ? options.Count : machineAt;
                    foreach (KeyValuePair<string, string> property in Canonical("-machine", option.Properties.Items))
                    {
                        if (property.Key == "accel")
                        {
                            accelerator ??= Made(option, "-accel", [new("accel", property.Value.Split(':')[0])]);
                        }
                        else
                        {
                            machine.Add(property);
                        }
                    }

                    break;
                case "-enable-kvm":
                    accelerator ??= Made(option, "-accel", [new("accel", "kvm")]);
                    break;
                case "-no-hpet" or "-no-acpi" or "-usb":
                    machineText ??= option;
                    machineAt = machineAt < 0 ? options.Count : machineAt;
                    machine.Add(new(name switch { "-no-hpet" => "hpet", "-no-acpi" => "acpi", _ => "usb" }, name == "-usb" ? "on" : "off"));
                    break;
                case "-realtime" or "-overcommit":
                    string? locked = option.Properties["mlock"] ?? option.Properties["mem-lock"];
                    if (locked is not ("off" or "no"))
                    {
                        options.Add(Made(option, "-overcommit", [new("mem-lock", "on")]));
                    }

                    break;
                default:
                    options.Add(Made(option, name, Canonical(name, option.Properties.Items)));
                    break;
            }
        }

        if (machineText is not null)
        {
            options.Insert(Math.Min(machineAt, options.Count), Made(machineText, "-machine", machine));
        }

        if (accelerator is not null && !options.Exists(o => o.Name == "-accel"))
        {
            options.Add(accelerator);
        }

        return options;
    }

    private static ParsedOption Made(ParsedOption option, string name, List<KeyValuePair<string, string>> properties) =>
        option with { Name = name, Spelled = new OptionProperties(properties) };

    private static List<KeyValuePair<string, string>> Canonical(string option, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        var canonical = new List<KeyValuePair<string, string>>(properties.Count);
        foreach ((string key, string value) in properties)
        {
            canonical.Add(option switch
            {
                "-cpu" when key != "model" => new(key.Replace('_', '-').Replace('.', '-'), Value(value)),
                "-machine" => new(key.Replace('_', '-'), Value(value)),
                "-m" when key is "size" or "maxmem" => new(key, Bytes(value, 1 << 20)),
                "-object" when key == "size" => new(key, Bytes(value, 1)),
                "-boot" when key.Length == 0 => new("order", value),
                "-vnc" when key == "vnc" => new("", value),
                "-device" when key == "addr" => new(key, PciPlace(value)),
                "-device" or "-chardev" when key is "driver" or "backend" => new(key, Drivers.GetValueOrDefault(value, value)),
                "-chardev" when key == "reconnect" => new("reconnect-ms", value == "0" ? "0" : value + "000"),
                "-append" or "-name" or "-uuid" or "-kernel" or "-initrd" or "-smbios" => new(key, value),
                _ => new(key, Value(value)),
            });
        }

        return canonical;
    }

    private static string Value(string value) => value switch
    {
        "yes" or "true" => "on",
        "no" or "false" => "off",
        ['0', 'x' or 'X', ..] when ulong.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number) =>
            number.ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Bytes(string text, ulong unit)
    {
        ulong? factor = text.Length == 0 ? null : char.ToUpperInvariant(text[^1]) switch
        {
            'B' => 1,
            'K' => 1UL << 10,
            'M' => 1UL << 20,
            'G' =>
            1UL << 30,
            'T' => 1UL << 40,
            _ => null
        };
        string digits = factor is null ? text : text[..^1];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? ((ulong)(number * (factor ?? unit))).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>Slot and function are hexadecimal, with or without 0x; function 0 goes without saying.</summary>
    private static string PciPlace(string text)
    {
        string[] parts = text.Split('.');
        var numbers = new List<uint>();
        foreach (string part in parts)
        {
            string digits = part.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? part[2..] : part;
            if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint number))
            {
                return text;
            }

            numbers.Add(number);
        }

        return string.Create(CultureInfo.InvariantCulture, $"0x{numbers[0]:x}")
            + (numbers is [_, > 0 and var function] ? string.Create(CultureInfo.InvariantCulture, $".0x{function:x}") : "");
    }
}
