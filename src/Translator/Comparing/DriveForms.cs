using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Comparing;

/// <summary>
/// A disk behind a -drive on one side and behind block nodes on the other: both are put in the same words, so that only what means something else is a
/// difference (storage.md 7).
/// </summary>
internal static class DriveForms
{
    public static void Reconcile(List<ParsedOption> left, List<ParsedOption> right)
    {
        foreach (ParsedOption device in left.Where(o => o.Name == "-device" && o.Properties["drive"] is not null).ToList())
        {
            if (right.Find(o => o.Name == "-device" && o.Identity == device.Identity && o.Properties["drive"] is not null) is not { } other)
            {
                continue;
            }

            bool isOld = Drive(left, device) is not null;
            bool isOtherOld = Drive(right, other) is not null;
            if (isOld != isOtherOld)
            {
                Rewrite(left, device, isOld);
                Rewrite(right, other, isOtherOld);
            }
        }
    }

    private static ParsedOption? Drive(List<ParsedOption> options, ParsedOption device) =>
        options.Find(o => o.Name == "-drive" && o.Properties["id"] == device.Properties["drive"]);

    private static ParsedOption? Node(List<ParsedOption> options, string? name) =>
        name is null ? null : options.Find(o => o.Name == "-blockdev" && o.Properties["node-name"] == name);

    private static void Rewrite(List<ParsedOption> options, ParsedOption device, bool isOld)
    {
        ParsedOption? top = isOld ? Drive(options, device) : Node(options, device.Properties["drive"]);
        if (top is null)
        {
            return;
        }

        var backend = new List<KeyValuePair<string, string>> { new("id", "of " + device.Identity) };
        string? writeCache = device.Properties["write-cache"];
        if (isOld)
        {
            OfDrive(top.Properties, backend, ref writeCache);
            options.Remove(top);
        }
        else
        {
            OfNodes(options, top, backend);
        }

        backend.Add(new("write-cache", writeCache ?? "on"));
        options.Add(new ParsedOption("-drive", top.Value) { Spelled = new OptionProperties(backend) });
        var rest = device.Properties.Items.Where(p => p.Key is not ("drive" or "write-cache") && !(p.Key == "scsi" && p.Value == "off")).ToList();
        options[options.IndexOf(device)] = device with { Spelled = new OptionProperties(rest) };
    }

    private static void OfDrive(OptionProperties drive, List<KeyValuePair<string, string>> backend, ref string? writeCache)
    {
        foreach ((string key, string value) in drive.Items)
        {
            switch (key)
            {
                case "if" or "id" or "cache":
                    break;
                case "readonly" or "read-only":
                    backend.Add(new("read-only", value));
                    break;
                case "discard":
                    backend.Add(new("discard", value == "on" ? "unmap" : value == "off" ? "ignore" : value));
                    break;
                default:
                    backend.Add(new(key, value));
                    break;
            }
        }

        if (drive["read-only"] is null && drive["readonly"] is null)
        {
            backend.Add(new("read-only", "off"));
        }

        string cache = drive["cache"] ?? "writeback";
        backend.Add(new("direct", cache is "none" or "directsync" ? "on" : "off"));
        backend.Add(new("no-flush", cache == "unsafe" ? "on" : "off"));
        writeCache ??= cache is "writethrough" or "directsync" ? "off" : "on";
    }

    private static void OfNodes(List<ParsedOption> options, ParsedOption top, List<KeyValuePair<string, string>> backend)
    {
        ParsedOption? storage = Node(options, top.Properties["file"]);
        options.Remove(top);
        if (storage is not null)
        {
            options.Remove(storage);
        }

        backend.Add(new("format", storage is null ? "raw" : top.Properties["driver"] ?? "raw"));
        OptionProperties below = (storage ?? top).Properties;
        backend.Add(new("file", below["filename"] ?? below["url"] ?? below["export"] ?? below["image"] ?? ""));
        backend.Add(new("read-only", top.Properties["read-only"] ?? "off"));
        backend.Add(new("direct", top.Properties["cache.direct"] ?? "off"));
        backend.Add(new("no-flush", top.Properties["cache.no-flush"] ?? "off"));
        foreach ((string from, string key) in (ReadOnlySpan<(string, string)>)[("discard", "discard"), ("detect-zeroes", "detect-zeroes")])
        {
            if (top.Properties[from] is { } value && top.Properties["auto-read-only"] is null)
            {
                backend.Add(new(key, value));
            }
        }

        if (below["aio"] is { } aio)
        {
            backend.Add(new("aio", aio));
        }
    }
}
