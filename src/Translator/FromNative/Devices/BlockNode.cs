using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>A chain of block nodes, read from its top: format, storage, and what else of &lt;driver&gt; stands there.</summary>
internal sealed class BlockNode
{
    public string Format { get; private set; } = "raw";

    /// <summary>The type attribute of disk or backingStore.</summary>
    public string SourceType { get; private set; } = "file";

    public XElement? Source { get; private set; }

    public bool IsReadOnly { get; private set; }

    public string? Direct { get; private set; }

    public string? NoFlush { get; private set; }

    public string? Io { get; private set; }

    public string? Discard { get; private set; }

    public string? DetectZeroes { get; private set; }

    public string? DiscardNoUnref { get; private set; }

    public string? MetadataCache { get; private set; }

    public bool CopyOnRead { get; private set; }

    public List<string> Throttles { get; } = [];

    public XElement? Backing { get; private set; }

    /// <summary>Takes the node and all below it.</summary>
    public static BlockNode Take(NativeCommand native, NativeOption top)
    {
        var block = new BlockNode();
        block.Read(native, top);
        return block;
    }

    private void Read(NativeCommand native, NativeOption top)
    {
        NativeOption node = top;
        while (node.Kind is "copy-on-read" or "throttle" && native.Find("-blockdev", node.Peek("file")) is { } below)
        {
            node.Take();
            if (node.Kind == "throttle")
            {
                string group = node.Take("throttle-group") ?? "";
                Throttles.Insert(0, group.StartsWith("throttle-", StringComparison.Ordinal) ? group["throttle-".Length..] : group);
            }
            else
            {
                CopyOnRead = true;
            }

            node = below;
        }

        node.Take();
        IsReadOnly = node.Peek("read-only") == "on";
        Common(node);
        NativeOption storage = node;
        XElement? encryption = null;
        XElement? slices = null;
        XElement? dataStore = null;
        if (native.Find("-blockdev", node.Peek("file")) is { } child)
        {
            Format = FormatName(node, child, out bool isSlice);
            encryption = Encryption(native, node);
            slices = isSlice ? Slice(node) : null;
            MetadataCache = node.Take("cache-size");
            DiscardNoUnref = node.TakeSwitch("discard-no-unref");
            storage = child;
            storage.Take();
            if (!isSlice && child.Kind == "raw" && child.Peek("offset") is not null && native.Find("-blockdev", child.Peek("file")) is { } deeper)
            {
                slices = Slice(child);
                storage = deeper;
                storage.Take();
            }

            if (native.Find("-blockdev", node.Take("data-file")) is { } data)
            {
                BlockNode store = Take(native, data);
                dataStore = Element("dataStore", Attribute("type", store.SourceType), With("format", "type", store.Format), store.Source);
            }

            ReadBacking(native, node);
        }

        Io ??= storage.Take("aio");
        (SourceType, Source) = SourceElements.Of(native, storage);
        if (storage.Kind == "vvfat")
        {
            Format = "fat";
        }

        if (storage.Take("encrypt.format") is { } librbd)
        {
            encryption = Element("encryption", Attribute("format", librbd), Attribute("engine", "librbd"),
                SecretElements.Secret(native, storage.Take("encrypt.key-secret"), "passphrase"));
            for (string parent = "encrypt.parent"; storage.Peek(parent + ".format") is not null; parent += ".parent")
            {
                encryption.Add(SecretElements.Secret(native, storage.Take(parent + ".key-secret"), "passphrase"));
            }
        }

        Source?.Add(encryption, slices, dataStore);
    }

    private static string FormatName(NativeOption node, NativeOption child, out bool isSlice)
    {
        isSlice = node.Kind == "raw" && node.Peek("offset") is not null && child.Kind != "raw" && node.Id?.Contains("slice", StringComparison.Ordinal) == true;
        return node.Kind switch { "luks" => "raw", "parallels" => "ploop", "vhdx" => "vhd", var kind => kind };
    }

    private void Common(NativeOption node)
    {
        Direct = node.Take("cache.direct");
        NoFlush = node.Take("cache.no-flush");
        Discard = node.Take("discard");
        DetectZeroes = node.Take("detect-zeroes");
        if (node.Peek("file") is null && node.Peek("auto-read-only") == "on")
        {
            // said for the node below a format: nothing that anybody asked for
            Discard = null;
        }
    }

    private static XElement? Encryption(NativeCommand native, NativeOption node)
    {
        string? secret = node.Kind == "luks" ? node.Take("key-secret") : node.Take("encrypt.key-secret");
        return secret is null ? null : Element("encryption", Attribute("format", "luks"), SecretElements.Secret(native, secret, "passphrase"));
    }

    private static XElement Slice(NativeOption node) => Element(
        "slices", Element("slice", Attribute("type", "storage"), Attribute("offset", node.Take("offset")), Attribute("size", node.Take("size"))));

    private void ReadBacking(NativeCommand native, NativeOption node)
    {
        if (node.Take("backing") is not { } below)
        {
            return;
        }

        if (native.Find("-blockdev", below) is not { } backing)
        {
            Backing = new XElement("backingStore");
            return;
        }

        BlockNode block = Take(native, backing);
        Backing = Element("backingStore", Attribute("type", block.SourceType), With("format", "type", block.Format), block.Source, block.Backing);
    }
}
