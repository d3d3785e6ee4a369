using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Threads;

/// <summary>
/// vCPUs that are online at the start stay, the others can be plugged in, unless the XML says otherwise (completion.md 4.4). A list that names some of the
/// vCPUs is made whole: those that it leaves out are offline.
/// </summary>
internal sealed class VcpuDefaultsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Vcpus vcpus = context.Domain.Vcpus;
        if (vcpus.Individual.Count == 0)
        {
            return;
        }

        for (int id = 0; id < vcpus.Maximum; id++)
        {
            if (id == vcpus.Individual.Count || vcpus.Individual[id].Id != id)
            {
                vcpus.Individual.Insert(id, new Vcpu { Position = vcpus.Position, Id = (uint)id });
            }

            Vcpu vcpu = vcpus.Individual[id];
            vcpu.Hotpluggable ??= !vcpu.Enabled;
        }
    }
}
