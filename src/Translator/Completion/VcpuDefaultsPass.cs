using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Completion;

/// <summary>vCPUs that are online at the start stay, the others can be plugged in, unless the XML says otherwise (completion.md 4.4).</summary>
public sealed class VcpuDefaultsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Vcpu vcpu in context.Domain.Vcpus.Individual)
        {
            vcpu.Hotpluggable ??= !vcpu.Enabled;
        }
    }
}
