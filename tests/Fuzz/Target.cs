using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Hosts;
using VirshLite.Translator.Capabilities;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Fuzz;

/// <summary>Something of this program that reads what others wrote.</summary>
/// <param name="Name">A word for people.</param>
/// <param name="Seeds">Honest inputs.</param>
/// <param name="Words">Pieces that its language has.</param>
/// <param name="Run">Reads one input; may refuse it in the way that the rest of the program expects, and in no other.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words, Action<byte[]> Run)
{
    /// <summary>Most inputs are well-formed XML.</summary>
    public bool IsXml { get; init; }

    public static IReadOnlyList<Target> All { get; } = [Domains(), Networks(), Snapshots(), QemuConf(), Images(), Capabilities(), Messages(), Texts()];

    private static Target Domains()
    {
        byte[][] seeds = [.. Directory.GetFiles(Checkout.At("tests", "fixtures"), "*.xml").Concat(Directory.GetFiles(Checkout.At("examples"), "*.xml"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return new("domain", seeds, XmlWords(seeds), input =>
        {
            Domain domain = DomainReader.Read(Encoding.UTF8.GetString(input), new ReadingOptions { IgnoreUnknown = true });
            var context = new TranslationContext(domain, _ => TestQemu.Modern, new TestHost(), new Settings(), new TranslationOptions { AbiUpdate = true });
            Translation.Complete(context);
            DomainWriter.Write(domain);
            Translation.Plan(context);
        })
        {
            IsXml = true,
        };
    }

    private static Target Networks()
    {
        byte[][] seeds =
        [
            "<network><name>n</name><forward mode='nat' dev='eth0'><nat><port start='1024' end='65535'/></nat></forward><bridge name='virbr1' stp='on' delay='0'/><mac address='52:54:00:aa:bb:cc'/><domain name='lab'/><dns><host ip='10.1.1.1'><hostname>h</hostname></host><txt name='a' value='b'/></dns><ip address='10.1.1.1' netmask='255.255.255.0'><dhcp><range start='10.1.1.2' end='10.1.1.254'/><host mac='52:54:00:00:00:01' name='x' ip='10.1.1.5'/></dhcp></ip><ip family='ipv6' address='fd00::1' prefix='64'/></network>"u8.ToArray(),
            "<network><name>p</name><forward mode='hostdev' managed='yes'><pf dev='eth3'/></forward><portgroup name='a' default='yes'><vlan trunk='yes'><tag id='42'/></vlan><bandwidth><inbound average='1000' peak='5000' burst='5120'/></bandwidth></portgroup></network>"u8.ToArray(),
        ];
        return new("network", seeds, XmlWords(seeds), input => NetworkReader.Read(Encoding.UTF8.GetString(input))) { IsXml = true };
    }

    private static Target Snapshots()
    {
        byte[][] seeds =
        [
            "<domainsnapshot><name>s</name><description>d</description><memory snapshot='external' file='/m'/><disks><disk name='vda' snapshot='external' type='file'><driver type='qcow2'/><source file='/a'/></disk></disks></domainsnapshot>"u8.ToArray(),
        ];
        return new("snapshot", seeds, XmlWords(seeds), input => SnapshotReader.Read(Encoding.UTF8.GetString(input), redefine: false)) { IsXml = true };
    }

    private static Target QemuConf()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(
                "# a comment\nuser = \"libvirt-qemu\"\nvnc_listen = \"0.0.0.0\"\nmax_files = 32768\ncgroup_device_acl = [\n    \"/dev/null\", "
                + "\"/dev/full\",\n    \"/dev/kvm\"\n]\nnamespaces = [ ]\nmax_core = \"unlimited\"\n"),
        ];
        return new("qemu.conf", seeds, [.. SettingKeys.All.Select(k => Encoding.UTF8.GetBytes(k + " = "))], input =>
            QemuConfText.Parse(Encoding.UTF8.GetString(input), "qemu.conf"));
    }

    private static Target Images()
    {
        byte[] qcow2 = new byte[512];
        "QFI\xfb"u8.CopyTo(qcow2);
        qcow2[3] = 0xfb;
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt64BigEndian(qcow2.AsSpan(8), 300);
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(16), 9);
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(20), 16);
        BinaryPrimitives.WriteUInt64BigEndian(qcow2.AsSpan(24), 1 << 30);
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(100), 104);
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(104), 0xE2792ACA);
        BinaryPrimitives.WriteUInt32BigEndian(qcow2.AsSpan(108), 5);
        "qcow2"u8.CopyTo(qcow2.AsSpan(112));
        "/base.img"u8.CopyTo(qcow2.AsSpan(300));
        byte[] vmdk = [.. "KDMV"u8, 1, 0, 0, 0, .. new byte[504], .. "# Disk DescriptorFile\nparentFileNameHint=\"base.vmdk\"\n"u8, .. new byte[400]];
        byte[] qed = [.. "QED\0"u8, .. new byte[200]];
        byte[] json = Encoding.UTF8.GetBytes(
            "json:{\"driver\":\"qcow2\",\"file\":{\"driver\":\"nbd\",\"server\":{\"type\":\"inet\",\"host\":\"h\",\"port\":\"1\"}}}");
        return new("image", [qcow2, vmdk, qed, json], [], input =>
        {
            ImageHeaderReader.Probe(input);
            foreach (StorageFormat format in Enum.GetValues<StorageFormat>())
            {
                try
                {
                    ImageHeaderReader.VirtualSize(input, format, (ulong)input.Length);
                    ImageHeader header = ImageHeaderReader.Read(input, format);
                    Follow(header.BackingString);
                    Follow(header.DataFile);
                }
                catch (ImageHeaderException)
                {
                    // the way to refuse an image
                }
            }

            Follow(Encoding.UTF8.GetString(input));
        });
    }

    private static void Follow(string? name)
    {
        try
        {
            if (name is not null)
            {
                BackingString.Parse(name, new StorageSource { Path = "/images/top.qcow2" });
            }
        }
        catch (ImageHeaderException)
        {
            // likewise
        }
    }

    private static Target Capabilities()
    {
        byte[] honest = CapabilityFile.Write(TestQemu.Modern, "fingerprint");
        return new("capabilities", [honest], [], input => CapabilityFile.Read(input, "/usr/bin/qemu-system-x86_64", _ => true));
    }

    private static Target Messages()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(
                "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10}, \"package\": \"\"}, \"capabilities\": "
                + "[\"oob\"]}}\r\n{\"return\": {}, \"id\": \"virshlite-1\"}\r\n"),
            Encoding.UTF8.GetBytes(
                "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": "
                + "\"guest-shutdown\"}}\r\n"),
            Encoding.UTF8.GetBytes("\xff{\"return\": 4711}\n{\"error\": {\"class\": \"GenericError\", \"desc\": \"no \\u001b[31m\"}}\n"),
        ];
        return new("qmp", seeds, [.. ((string[])["{", "}", "[", "]", "\"", "\\u", "\\\\", ":", ",", "null", "true"]).Select(Encoding.UTF8.GetBytes)], input =>
        {
            var framer = new JsonFramer();
            framer.Feed(input);
            while (framer.TryTake(out ReadOnlySpan<byte> json))
            {
                try
                {
                    using JsonDocument document = JsonDocument.Parse(json.ToArray());
                    QmpText.Forwarded(document.RootElement, 1);
                }
                catch (JsonException)
                {
                    // a peer that speaks no JSON is let go
                }
            }
        });
    }

    private static Target Texts() => new("text", [[.. "<domain/>"u8], [0xff, 0xfe, 0x3c, 0], [0xef, 0xbb, 0xbf, 0x3c]], [], input =>
    {
        using var stream = new MemoryStream(input);
        TextFiles.Read(stream, "text");
    });

    private static byte[][] XmlWords(byte[][] seeds) =>
    [
        .. seeds.SelectMany(s => Encoding.UTF8.GetString(s).Split(['<', '>', ' ', '\n', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Length is > 1 and < 30).Distinct().Take(2000)
            .SelectMany(w => (byte[][])[Encoding.UTF8.GetBytes(w), Encoding.UTF8.GetBytes($"<{w}>"), Encoding.UTF8.GetBytes($" {w}='1'")]),
    ];
}
