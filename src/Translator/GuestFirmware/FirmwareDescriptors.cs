using System.Runtime.CompilerServices;
using System.Text.Json;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>
/// The host's firmware descriptors in the order in which they are tried: by file name; a file hides those of the same name in lower directories, an empty one
/// hides them all, malformed ones are passed over (completion.md 3.3).
/// </summary>
internal static class FirmwareDescriptors
{
    private const int MaximumLength = 1024 * 1024;

    private static readonly ConditionalWeakTable<IReadOnlyList<DescriptorFile>, IReadOnlyList<FirmwareDescriptor>> Parsed = [];

    public static IReadOnlyList<FirmwareDescriptor> Of(IHostFacts host) => Parsed.GetValue(host.FirmwareDescriptors, Parse);

    private static List<FirmwareDescriptor> Parse(IReadOnlyList<DescriptorFile> files)
    {
        var byName = new SortedDictionary<string, DescriptorFile>(StringComparer.Ordinal);
        foreach (DescriptorFile file in files)
        {
            if (!file.Name.StartsWith('.') && (!byName.TryGetValue(file.Name, out DescriptorFile? other) || file.Rank >= other.Rank))
            {
                byName[file.Name] = file;
            }
        }

        var descriptors = new List<FirmwareDescriptor>();
        foreach (DescriptorFile file in byName.Values)
        {
            if (file.Text.Length is > 0 and <= MaximumLength && Parse(file.Text) is { } descriptor)
            {
                descriptors.Add(descriptor with { Name = file.Name });
            }
        }

        return descriptors;
    }

    /// <summary>Null where the text is no descriptor.</summary>
    private static FirmwareDescriptor? Parse(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static FirmwareDescriptor Read(JsonElement root)
    {
        JsonElement mapping = root.GetProperty("mapping");
        var targets = new List<(string, IReadOnlyList<string>)>();
        foreach (JsonElement target in root.GetProperty("targets").EnumerateArray())
        {
            targets.Add((Text(target, "architecture"), Texts(target.GetProperty("machines"))));
        }

        IReadOnlyList<string> interfaces = Texts(root.GetProperty("interface-types"));
        foreach (string type in interfaces)
        {
            if (type is not ("bios" or "openfirmware" or "uboot" or "uefi"))
            {
                throw new FormatException();
            }
        }

        HashSet<string> features = [.. Texts(root.GetProperty("features"))];
        FirmwareDevice device = Text(mapping, "device") switch
        {
            "flash" => FirmwareDevice.Flash,
            "kernel" => FirmwareDevice.Kernel,
            "memory" => FirmwareDevice.Memory,
            _ => throw new FormatException(),
        };
        if (device != FirmwareDevice.Flash)
        {
            return new FirmwareDescriptor
            {
                Interfaces = interfaces,
                Device = device,
                Path = Text(mapping, "filename"),
                Targets = targets,
                Features = features
            };
        }

        FlashMode mode = (mapping.TryGetProperty("mode", out JsonElement word) ? word.GetString() : "split") switch
        {
            "split" => FlashMode.Split,
            "combined" => FlashMode.Combined,
            "stateless" => FlashMode.Stateless,
            _ => throw new FormatException(),
        };
        JsonElement code = mapping.GetProperty("executable");
        bool split = mode == FlashMode.Split;
        return new FirmwareDescriptor
        {
            Interfaces = interfaces,
            Device = device,
            Mode = mode,
            Path = Text(code, "filename"),
            Format = Text(code, "format"),
            TemplatePath = split ? Text(mapping.GetProperty("nvram-template"), "filename") : null,
            TemplateFormat = split ? Text(mapping.GetProperty("nvram-template"), "format") : null,
            Targets = targets,
            Features = features,
        };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();

    private static List<string> Texts(JsonElement array)
    {
        var texts = new List<string>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            texts.Add(item.GetString() ?? throw new FormatException());
        }

        return texts;
    }
}
