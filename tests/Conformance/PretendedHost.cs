using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Conformance;

/// <summary>The host on which every case runs (README of the cases, "The pretended host"); facts of one case on top.</summary>
internal sealed partial class PretendedHost : IHostFacts
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["PATH"] = "/bin",
        ["USER"] = "test",
        ["LOGNAME"] = "test",
        ["HOME"] = "/home/test",
        ["LC_ALL"] = "C",
    };

    private readonly ConformanceCase @case;
    private readonly HostFolder folder;

    public PretendedHost(ConformanceCase @case, HostFolder folder)
    {
        this.@case = @case;
        this.folder = folder;
    }

    public string Architecture => @case.Architecture;

    public long NowSeconds => 1234567890;

    public int TimeZoneOffsetSeconds => -30 * 60;

    public IReadOnlyList<HugepageMount> HugepageMounts { get; } = [new("/dev/hugepages2M", 2048), new("/dev/hugepages1G", 1048576)];

    public IReadOnlyList<uint> NumaNodes { get; } = [0, 1, 2, 3];

    public byte[] MasterKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public string? RenderNode => "/dev/dri/foo";

    public IReadOnlyList<DescriptorFile> FirmwareDescriptors => folder.FirmwareDescriptors;

    public IReadOnlyList<DescriptorFile> VhostUserDescriptors => folder.VhostUserDescriptors;

    public uint FindFreeVsockCid() => 42;

    public string? SwtpmSocket => "/dev/test";

    public IReadOnlyList<string> SwtpmVersions => @case.Swtpm;

    public byte[]? SecretValue(Guid uuid) => "AQCVn5hO6HzFAhAAq0NCv8jtJcIcE+HOBlMQ1A"u8.ToArray();

    public IReadOnlyList<string>? VhostUserFeatures(string program) => Path.GetFileName(program) switch
    {
        "test-vhost-user-gpu" => ["render-node", "virgl"],
        "test-virtiofsd" => ["migrate-precopy"],
        _ => null,
    };

    /// <summary>A network's name stands before the semicolon of "network;port".</summary>
    public string? NetworkAddress(string network) =>
        folder.Text("networks", network.Split(';')[0] + ".xml") is { } xml ? (string?)XElement.Parse(xml).Element("ip")?.Attribute("address") : null;

    public string? EnvironmentVariable(string name) =>
        @case.Environment.TryGetValue(name, out string? value) || Variables.TryGetValue(name, out value) ? value : null;

    public string? FindProgram(string name)
    {
        string file = Path.GetFileName(name);
        return file.StartsWith("qemu-system-", StringComparison.Ordinal) || file is "qemu-kvm" or "qemu-rdp" ? "/usr/bin/" + file : null;
    }

    /// <summary>Byte n of any random text is n.</summary>
    public void Random(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)i;
        }
    }

    public IReadOnlyList<uint> CpusOfNode(uint node) => [.. Enumerable.Range(0, 4).Select(i => (node * 4) + (uint)i)];

    public IReadOnlyList<uint>? AutomaticNodes(uint vcpus, ulong memoryMiB) => [0, 1, 2, 3];
}
