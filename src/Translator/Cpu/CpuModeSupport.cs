using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>Which CPU modes a guest can have (cpu.md 6.1).</summary>
internal static class CpuModeSupport
{
    /// <summary>Whether libvirt knows anything of the architecture's CPUs: guests of others start without &lt;cpu&gt; only (measured: libvirt 11.3).</summary>
    public static bool IsKnown(Domain domain) =>
        domain.IsX86() || domain.IsS390() || domain.IsPpc64() || domain.IsArm() || domain.Os.Arch is "riscv64" or "loongarch64";

    public static bool IsSupported(TranslationContext context, CpuMode mode)
    {
        Domain domain = context.Domain;
        if (IsOldS390Kvm(domain))
        {
            return mode == CpuMode.HostPassthrough;
        }

        return mode switch
        {
            CpuMode.HostPassthrough => domain.Type != DomainType.Qemu && Architectures.IsNative(context.Host.Architecture, domain.Os.Arch!),
            CpuMode.HostModel => HostCpuModels.Of(context).Reported is not null,
            CpuMode.Custom => context.Capabilities.Accelerator(domain.Type).Cpus.Count > 0,
            _ => context.Capabilities.Has(Flags.CpuMax),
        };
    }

    /// <summary>The KVM machines of before s390 CPU models.</summary>
    private static bool IsOldS390Kvm(Domain domain) =>
        domain.IsS390() && domain.Type == DomainType.Kvm
        && domain.Os.Machine is "s390-ccw-virtio-2.4" or "s390-ccw-virtio-2.5" or "s390-ccw-virtio-2.6" or "s390-ccw-virtio-2.7";
}
