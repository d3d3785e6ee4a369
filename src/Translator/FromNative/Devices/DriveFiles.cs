using System.Text;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>file= of a -drive: a path, a device, or a protocol in QEMU's old short form; the format where none is given; throttling.</summary>
internal static class DriveFiles
{
    private static readonly (string Old, string Older, string Element)[] Limits =
    [
        ("throttling.bps-total", "bps", "total_bytes_sec"), ("throttling.bps-read", "bps_rd", "read_bytes_sec"),
            ("throttling.bps-write", "bps_wr", "write_bytes_sec"),
        ("throttling.iops-total", "iops", "total_iops_sec"), ("throttling.iops-read", "iops_rd", "read_iops_sec"),
            ("throttling.iops-write", "iops_wr", "write_iops_sec"),
        ("throttling.bps-total-max", "bps_max", "total_bytes_sec_max"), ("throttling.bps-read-max", "bps_rd_max", "read_bytes_sec_max"),
        ("throttling.bps-write-max", "bps_wr_max", "write_bytes_sec_max"), ("throttling.iops-total-max", "iops_max", "total_iops_sec_max"),
        ("throttling.iops-read-max", "iops_rd_max", "read_iops_sec_max"), ("throttling.iops-write-max", "iops_wr_max", "write_iops_sec_max"),
        ("throttling.iops-size", "iops_size", "size_iops_sec"), ("throttling.group", "group", "group_name"),
    ];

    public static (string Type, XElement? Source) Of(NativeCommand native, NativeOption drive, string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return ("file", null);
        }

        int colon = file.IndexOf(':');
        string scheme = colon > 0 && !file.StartsWith('/') ? file[..colon] : "";
        switch (scheme)
        {
            case "rbd":
                return ("network", Rbd(native, drive, file["rbd:".Length..]));
            case "nbd":
                return ("network", Nbd(file["nbd:".Length..]));
            case "fat":
                return ("dir", With("source", "dir", file[(file.LastIndexOf(':') + 1)..]));
            case "iscsi" or "gluster" or "http" or "https" or "ftp" or "ftps" or "tftp" or "ssh" or "nfs" when Uri.TryCreate(file, UriKind.Absolute,
                out Uri? uri):
                return ("network", Element(
                    "source", Attribute("protocol", scheme), Attribute("name", Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'))),
                    Element("host", Attribute("name", uri.Host.Trim('[', ']')), uri.Port > 0 ? Attribute("port", uri.Port) : null)));
            case "file":
                file = file["file:".Length..];
                break;
        }

        bool isDevice = file.StartsWith("/dev/", StringComparison.Ordinal) && !file.StartsWith("/dev/shm/", StringComparison.Ordinal);
        return isDevice ? ("block", With("source", "dev", file)) : ("file", With("source", "file", file));
    }

    /// <summary>What QEMU would find by looking into the image: asked of the host, else guessed from the name, and said.</summary>
    public static string FormatOf(NativeCommand native, string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return "raw";
        }

        if (native.Host.KindOf(file) is Context.HostPathKind.File or Context.HostPathKind.Block)
        {
            byte[] start = native.Host.ReadStart(file, 8);
            string found = start is [(byte)'Q', (byte)'F', (byte)'I', 0xfb, ..] ? "qcow2"
                : start.AsSpan().StartsWith("KDMV"u8) ? "vmdk"
                : start.AsSpan().StartsWith("vhdxfile"u8) ? "vhd"
                : "raw";
            return found;
        }

        string extension = Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
        string guess = extension switch { "qcow2" or "qcow" or "qed" or "vmdk" or "vdi" => extension, "vhdx" => "vhd", "vhd" or "vpc" => "vpc", _ => "raw" };
        native.Warn($"no format is given for {file}, which is not there to be looked into: '{guess}' is guessed from its name");
        return guess;
    }

    public static XElement? Throttling(NativeOption drive)
    {
        var tune = new XElement("iotune");
        foreach ((string property, string old, string element) in Limits)
        {
            tune.Add(Text(element, drive.TakeAny(property, old)));
        }

        return tune.UnlessEmpty();
    }

    /// <summary>pool/image@snapshot:id=user:mon_host=a\:6789\;b …</summary>
    private static XElement Rbd(NativeCommand native, NativeOption drive, string text)
    {
        List<string> parts = SplitEscaped(text, ':');
        string[] name = parts[0].Split('@', 2);
        var source = Element("source", Attribute("protocol", "rbd"), Attribute("name", name[0]));
        foreach (string part in parts.Skip(1))
        {
            if (part.StartsWith("mon_host=", StringComparison.Ordinal))
            {
                foreach (string host in part["mon_host=".Length..].Split(';'))
                {
                    int port = host.LastIndexOf(':');
                    source.Add(Element("host", Attribute("name", port < 0 ? host : host[..port].Trim('[', ']')),
                        Attribute("port", port < 0 ? null : host[(port + 1)..])));
                }
            }
            else if (part.StartsWith("id=", StringComparison.Ordinal))
            {
                source.Add(Element("auth", Attribute("username", part[3..]),
                    SecretElements.Secret(native, drive.TakeAny("password-secret", "file.password-secret"), "ceph")));
            }
            else if (part.StartsWith("conf=", StringComparison.Ordinal))
            {
                source.Add(With("config", "file", part[5..]));
            }
        }

        source.Add(name.Length > 1 ? With("snapshot", "name", name[1]) : null);
        return source;
    }

    /// <summary>host:port:exportname=NAME or unix:PATH:exportname=NAME.</summary>
    private static XElement Nbd(string text)
    {
        int export = text.IndexOf(":exportname=", StringComparison.Ordinal);
        string? name = export < 0 ? null : text[(export + ":exportname=".Length)..];
        string server = export < 0 ? text : text[..export];
        if (server.StartsWith("unix:", StringComparison.Ordinal))
        {
            return Element("source", Attribute("protocol", "nbd"), Attribute("name", name),
                Element("host", Attribute("transport", "unix"), Attribute("socket", server["unix:".Length..])));
        }

        int port = server.LastIndexOf(':');
        return Element(
            "source", Attribute("protocol", "nbd"), Attribute("name", name),
            Element("host", Attribute("name", (port < 0 ? server : server[..port]).Trim('[', ']')), Attribute("port", port < 0 ? null : server[(port + 1)..])));
    }

    private static List<string> SplitEscaped(string text, char separator)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (text[i] == separator)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
