using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Machine;
using VirshLite.Translator.Memory;

namespace VirshLite.Translator.Devices.MemoryDevices;

/// <summary>Defaults of memory devices; a new definition for PPC64 has its sizes rounded at once (completion.md 4.3, 6.15).</summary>
internal sealed class MemoryDevicePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            if (device.Model == MemoryModel.VirtioPmem)
            {
                device.Access ??= MemoryAccess.Shared;
            }

            if (!domain.IsPpc64())
            {
                continue;
            }

            if (device.Model == MemoryModel.Nvdimm)
            {
                device.Uuid ??= IdentifiersPass.RandomUuid(context.Host);
            }

            if (context.Options.AbiUpdate)
            {
                device.SizeKiB = MemoryAlignment.Device(domain, device);
            }
        }
    }
}
