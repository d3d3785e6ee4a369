using VirshLite.Translator.Context;

namespace VirshLite.Conformance.Hotplug;

/// <summary>
/// The host below the guests: every file that is named is there, unless it is known to be missing, and an image whose name ends in .qcow2 is a plain one
/// without backing file.
/// </summary>
internal sealed class HotplugHost(string architecture, IReadOnlyCollection<string> missing) : IHostFacts
{
    /// <summary>A host without network helpers, PCI passthrough, USB or vsock, as the recordings' was.</summary>
    public bool IsBare { get; init; }

    public string Architecture => architecture;

    public string? FindProgram(string name) => name.StartsWith('/') ? name : "/usr/bin/" + name;

    public long NowSeconds => 1300000000;

    public byte[] MasterKey { get; } = new byte[32];

    /// <summary>Byte n of any random text is n.</summary>
    public void Random(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)i;
        }
    }

    public IReadOnlyList<uint> NumaNodes { get; } = [0];

    public HostPathKind KindOf(string path) =>
        missing.Contains(path) ? HostPathKind.Missing : path.StartsWith("/dev/", StringComparison.Ordinal) ? HostPathKind.Block : HostPathKind.File;

    public byte[] ReadStart(string path, int count)
    {
        byte[] start = new byte[Math.Min(count, 512)];
        if (path.EndsWith(".qcow2", StringComparison.Ordinal))
        {
            // magic, version 3, 16 cluster bits, length of the header
            ReadOnlySpan<byte> header = [(byte)'Q', (byte)'F', (byte)'I', 0xfb, 0, 0, 0, 3];
            header.CopyTo(start);
            start[23] = 16;
            start[103] = 104;
        }

        return start;
    }

    public ulong LengthOf(string path) => 1 << 20;

    public HostPciDevice? PciDevice(DomainParser.Model.PciAddress address) =>
        IsBare ? null : new(IsConventional: true, IommuGroup: address.Bus == 6 ? 12u : null);

    public IReadOnlyList<HostUsbDevice> UsbDevices => IsBare
        ? throw new DomainParser.DomainException("cannot open directory '/sys/bus/usb/devices': No such file or directory", default,
            DomainParser.RefusalKind.Plain)
        : [];

    public HostNetwork? Network(string name) => new(
        new DomainParser.Model.VirtualNetwork { Name = name, Bridge = "virbr0", Forward = DomainParser.Model.NetworkForward.Nat }, IsActive: true);
}
