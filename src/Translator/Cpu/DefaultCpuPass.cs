using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>The machine's own default CPU, spelled out, for a domain that names none (cpu.md 2).</summary>
internal sealed class DefaultCpuPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Cpu is { HasNoModel: false } || !AppliesTo(domain))
        {
            return;
        }

        AcceleratorCapabilities tables = context.Capabilities.Accelerator(domain.Type);
        if (tables.FindMachine(domain.Os.Machine!)?.DefaultCpuType is not { } type || tables.FindCpuByType(type) is not { } model)
        {
            return;
        }

        DomainParser.Model.Cpu cpu = domain.Cpu ??= new();
        if (model.Name == "host")
        {
            if (domain.Type != DomainType.Kvm)
            {
                throw DomainException.Internal(
                    $"machine type '{domain.Os.Machine}' has the host's CPU by default, which guests of type '{DomainType.Names[domain.Type]}' cannot have");
            }

            cpu.Mode = domain.IsS390() && CpuModeSupport.IsSupported(context, CpuMode.HostModel) ? CpuMode.HostModel : CpuMode.HostPassthrough;
            return;
        }

        cpu.Mode = CpuMode.Custom;
        cpu.Match = CpuMatch.Exact;
        cpu.Check = CpuCheck.None;
        cpu.Model = model.Name;
        cpu.Fallback = CpuFallback.Forbid;
    }

    private static bool AppliesTo(Domain domain)
    {
        if (domain.IsX86() || domain.IsS390() || domain.IsPpc64())
        {
            return true;
        }

        return domain.Type == DomainType.Qemu && (domain.IsArm() || domain.Os.Arch is "riscv64" or "loongarch64");
    }
}
