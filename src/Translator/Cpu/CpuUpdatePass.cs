using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>The CPU that this host and this QEMU give the guest, for what its XML asks (cpu.md 6).</summary>
internal sealed class CpuUpdatePass : ICompletionPass
{
    public void Run(TranslationContext context) => CpuUpdate.Run(context);
}
