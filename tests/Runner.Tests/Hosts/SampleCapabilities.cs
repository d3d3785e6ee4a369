using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>Capabilities with something of everything.</summary>
public static class SampleCapabilities
{
    public static QemuCapabilities Create(string emulator, string package = "test") => new(
        emulator,
        "x86_64",
        9_002_001,
        package,
        [Flags.Kvm, Flags.Tcg, Flags.VirtioNet],
        [
            (DomainType.Kvm, new(
                [new("pc-q35-9.2", "q35", true, 288, true, "qemu64-x86_64-cpu", false, "pc.ram", false, true), new("isapc", Acpi: false, Deprecated: true),
                    new("x")],
                [new("Haswell", "Haswell-x86_64-cpu", CpuUsable.No, ["hle", "rtm"], true), new("qemu64", null, CpuUsable.Yes, [], false),
                    new("u", null, CpuUsable.Unknown, [], false)],
                new("base", [CpuProperty.Of("invtsc", true, false), CpuProperty.Of("vendor", "AuthenticAMD"), CpuProperty.Of("family", -25),
                    CpuProperty.Of("big", long.MaxValue), CpuProperty.Of("low", long.MinValue)], true, ["bpb"]))),
            (DomainType.Qemu, new([new("pc")], [], null)),
        ],
        [new(3, true, false)],
        new(51, 1, "UERI", "Q0VSVA==", "Y3B1"),
        new(true, false, true, 1024, [new(0, 512), new(1, 512)]),
        ["relaxed", "vapic"]);
}
