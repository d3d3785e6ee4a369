using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>What stands behind a disk, out of block nodes or of a -drive.</summary>
internal sealed class NativeBackend
{
    private string? direct;
    private string? noFlush;
    private string? cache;

    public string Type { get; private set; } = "file";

    public string? Format { get; private set; } = "raw";

    public XElement? Source { get; set; }

    public XElement? Backing { get; private set; }

    public XElement? Filters { get; private set; }

    public XElement? Throttling { get; private set; }

    public bool IsReadOnly { get; private set; }

    public bool IsCdrom { get; private set; }

    public bool IsVhostUser { get; set; }

    public bool CopyOnRead { get; private set; }

    public string? Io { get; private set; }

    public string? Discard { get; private set; }

    public string? DetectZeroes { get; private set; }

    public string? DiscardNoUnref { get; private set; }

    public string? MetadataCache { get; private set; }

    public string? WriteError { get; private set; }

    public string? ReadError { get; private set; }

    public string? Serial { get; private set; }

    /// <summary>libvirt's word for the two switches of the node and the one of the device.</summary>
    public string? Cache(string? writeCache) => cache ?? (direct, noFlush, writeCache) switch
    {
        (null, null, null) => null,
        (_, "on", _) => "unsafe",
        ("on", _, "off") => "directsync",
        ("on", _, _) => "none",
        (_, _, "off") => "writethrough",
        _ => "writeback",
    };

    public void Fill(BlockNode block)
    {
        (Type, Format, Source, Backing) = (block.SourceType, block.Format, block.Source, block.Backing);
        (IsReadOnly, CopyOnRead, Io, Discard) = (block.IsReadOnly, block.CopyOnRead, block.Io, block.Discard);
        (DetectZeroes, DiscardNoUnref, MetadataCache) = (block.DetectZeroes, block.DiscardNoUnref, block.MetadataCache);
        (direct, noFlush) = (block.Direct, block.NoFlush);
        Filters = block.Throttles.Count == 0 ? null : Element("throttlefilters", block.Throttles.Select(group => With("throttlefilter", "group", group)));
    }

    /// <summary>Whether the image is named in a word; layers that the command line puts together (<c>file.driver=…</c>) are passed on as they are.</summary>
    public static bool IsPlain(NativeOption drive) => drive.Rest.All(p =>
        p is { Key: "file.filename" } or { Key: "file.driver", Value: "file" }
        || !(p.Key.StartsWith("file.", StringComparison.Ordinal) || p.Key.StartsWith("encrypt.", StringComparison.Ordinal)
            || p.Key.StartsWith("backing", StringComparison.Ordinal)));

    public void Fill(NativeCommand native, NativeOption drive)
    {
        drive.Take();
        foreach (string known in (string[])["id", "if", "index", "bus", "unit", "node-name", "boot", "file.driver"])
        {
            drive.Take(known);
        }

        IsCdrom = drive.Take("media") == "cdrom";
        string? file = drive.TakeAny("file", "file.filename");
        (Type, Source) = DriveFiles.Of(native, drive, file);
        Format = drive.TakeAny("format", "driver") ?? DriveFiles.FormatOf(native, file);
        IsReadOnly = drive.TakeAny("readonly", "read-only") is "on" or "yes";
        cache = drive.Take("cache");
        Io = drive.Take("aio");
        Discard = drive.Take("discard") switch { "on" or "unmap" => "unmap", "off" or "ignore" => "ignore", _ => null };
        DetectZeroes = drive.Take("detect-zeroes");
        CopyOnRead = drive.TakeSwitch("copy-on-read") == "on";
        Serial = drive.Take("serial");
        WriteError = drive.Take("werror");
        ReadError = drive.Take("rerror");
        Throttling = DriveFiles.Throttling(drive);
        foreach ((string name, string value) in drive.Rest)
        {
            native.Warn($"the property {name}={value} of a -drive has no counterpart in domain XML and is left out");
        }
    }
}
