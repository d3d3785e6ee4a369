using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Fixtures;

/// <summary>A plain host for fixtures: QEMU in /usr/bin, a clock that stands, bytes that count up instead of random ones.</summary>
internal sealed class TestHost : IHostFacts
{
    public long NowSeconds => 1_700_000_000;

    public string? RenderNode => "/dev/dri/renderD128";

    public byte[] MasterKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public IReadOnlyList<HugepageMount> HugepageMounts { get; } = [new("/dev/hugepages", 2048)];

    public HostCpu? Cpu { get; } = new("Haswell-noTSX", "Intel", ["vmx", "pdpe1gb", "arat"]);

    public uint PhysicalAddressBits => 46;

    public IReadOnlyList<string> SwtpmVersions { get; } = ["1.2", "2.0"];

    public IReadOnlyList<HostUsbDevice> UsbDevices { get; } = [new(1, 4, 0x1d6b, 0x0105, "3"), new(2, 3, 0x1d6b, 0x0104, "2.1")];

    /// <summary>Secrets that the fixtures name have UUIDs of one family; any other is unknown here.</summary>
    public byte[]? SecretValue(Guid uuid) => uuid.ToString("D").StartsWith("1a2b3c4d-", StringComparison.Ordinal) ? "a made-up secret"u8.ToArray() : null;

    public byte[]? SecretValue(string usageType, string usage) => usage.StartsWith("/srv/", StringComparison.Ordinal) ? "another secret"u8.ToArray() : null;

    public string? ScsiGenericName(string adapter, uint bus, uint target, ulong unit) => adapter == "scsi_host0" ? "sg2" : null;

    /// <summary>A virtiofsd and nothing else.</summary>
    public IReadOnlyList<string>? VhostUserFeatures(string program) => Path.GetFileName(program) == "virtiofsd" ? ["migrate-precopy"] : null;

    public HostPciDevice? PciDevice(PciAddress address) => address.Bus == 1 ? new HostPciDevice(IsConventional: false, IommuGroup: 14) : null;

    public string? EnvironmentVariable(string name) => name == "PATH" ? "/usr/bin" : null;

    public string? FindProgram(string name) =>
        Path.GetFileName(name).StartsWith("qemu-system-", StringComparison.Ordinal) ? "/usr/bin/" + Path.GetFileName(name) : null;

    public void Random(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)i;
        }
    }
}
