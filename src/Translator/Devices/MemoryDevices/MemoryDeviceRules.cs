using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.MemoryDevices;

/// <summary>Memory devices that cannot be (completion.md 8, capabilities.md 2.7).</summary>
internal static class MemoryDeviceRules
{
    private const ulong MinimumLabelKiB = 128;

    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.MemoryDevices.Count == 0)
        {
            return;
        }

        if (domain.MaxMemoryKiB is null)
        {
            throw DomainException.Unsupported("cannot use/hotplug a memory device when domain 'maxMemory' is not defined", domain.MemoryDevices[0].Position);
        }

        uint slots = 0;
        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            VirtioOptions(device);
            Node(domain, device);
            Address(domain, device);
            Model(context, device);
            if (device is { Model: MemoryModel.Nvdimm, Uuid: not null } && !domain.IsPpc64())
            {
                throw DomainException.Unsupported("UUID is not supported for NVDIMM device", device.Position);
            }

            slots += device.Model is MemoryModel.Dimm or MemoryModel.Nvdimm ? 1u : 0;
        }

        if (slots > domain.MemorySlots)
        {
            throw DomainException.Unsupported(
                $"memory device count '{slots}' exceeds slots count '{domain.MemorySlots}'", domain.MemoryDevices[0].Position);
        }

        Overlaps(domain);
    }

    private static void VirtioOptions(MemoryDevice device)
    {
        if (device.VirtioOptions is { } options && device.Model is not (MemoryModel.VirtioMem or MemoryModel.VirtioPmem))
        {
            string name = options switch { { Iommu: not null } => "iommu", { Ats: not null } => "ats", { Packed: not null } => "packed", _ => "page_per_vq" };
            throw DomainException.Unsupported($"{name} driver option is only supported for virtio devices", device.Position);
        }
    }

    private static void Node(Domain domain, MemoryDevice device)
    {
        int nodes = domain.Cpu?.Numa?.Cells.Count ?? 0;
        if (device.Model == MemoryModel.VirtioPmem)
        {
            if (device.TargetNode is not null)
            {
                throw DomainException.Unsupported("virtio-pmem does not support NUMA nodes", device.Position);
            }
        }
        else if (device.TargetNode is { } node)
        {
            if (nodes == 0)
            {
                throw new DomainException("can't add memory backend as guest has no NUMA nodes configured", device.Position, RefusalKind.Plain);
            }

            if (node >= nodes)
            {
                throw new DomainException($"can't add memory backend for guest node '{node}' as the guest has only '{nodes}' NUMA nodes configured",
                    device.Position, RefusalKind.Plain);
            }
        }
        else if (nodes > 0 && device.Model != MemoryModel.SgxEpc)
        {
            throw DomainException.Unsupported("target NUMA node needs to be specified for memory device", device.Position);
        }
    }

    private static void Address(Domain domain, MemoryDevice device)
    {
        string model = MemoryModel.Names[device.Model];
        switch (device.Model)
        {
            case MemoryModel.Dimm or MemoryModel.Nvdimm:
                if (device.Address is not (null or DimmAddress))
                {
                    throw DomainException.Unsupported($"only 'dimm' addresses are supported for the {model} device", device.Position);
                }

                if (device.Address is DimmAddress dimm && dimm.Slot >= domain.MemorySlots)
                {
                    throw DomainException.Unsupported($"memory device slot '{dimm.Slot}' exceeds slots count '{domain.MemorySlots}'", device.Position);
                }

                break;
            case MemoryModel.VirtioMem when device.Address is not (null or PciAddress or CcwAddress):
                throw DomainException.Unsupported($"only 'pci' and 'ccw' addresses are supported for the {model} device", device.Position);
            case MemoryModel.VirtioPmem when device.Address is not (null or PciAddress):
                throw DomainException.Unsupported($"only 'pci' addresses are supported for the {model} device", device.Position);
        }
    }

    private static void Model(TranslationContext context, MemoryDevice device)
    {
        QemuCapabilities capabilities = context.Capabilities;
        string model = MemoryModel.Names[device.Model];
        bool known = device.Model switch
        {
            MemoryModel.Dimm => capabilities.Has(Flags.PcDimm),
            MemoryModel.Nvdimm => capabilities.Has(Flags.Nvdimm),
            MemoryModel.VirtioPmem => capabilities.Has(Flags.VirtioPmemPci),
            // a machine without PCI gave it no place, and nothing is asked
            MemoryModel.VirtioMem => device.Address is null || capabilities.Has(device.Address is CcwAddress ? Flags.VirtioMemCcw : Flags.VirtioMemPci),
            _ => capabilities.Has(Flags.SgxEpc),
        };
        if (!known)
        {
            string what = device.Model switch { MemoryModel.Dimm => "memory hotplug", MemoryModel.SgxEpc => "sgx epc", _ => model };
            throw DomainException.Unsupported($"{what} isn't supported by this QEMU binary", device.Position);
        }

        switch (device.Model)
        {
            case MemoryModel.Nvdimm:
                Nvdimm(capabilities, device);
                if (context.Domain.IsPpc64() && device.LabelSizeKiB == 0)
                {
                    throw DomainException.Unsupported("label size is required for NVDIMM device", device.Position);
                }

                break;
            case MemoryModel.VirtioPmem when device.Discard == true:
                throw DomainException.Unsupported("discard is not supported for model 'virtio-pmem'", device.Position);
            case MemoryModel.VirtioPmem when device.Access != MemoryAccess.Shared:
                throw DomainException.Unsupported("shared access mode required for virtio-pmem device", device.Position);
            case MemoryModel.VirtioMem:
                VirtioMem(capabilities, device, context.Host.TransparentHugePageKiB);
                break;
        }
    }

    private static void Nvdimm(QemuCapabilities capabilities, MemoryDevice device)
    {
        if (device.Path is null)
        {
            throw DomainException.Unsupported("an nvdimm needs the path of its backing file", device.Position);
        }

        if (device.Discard == true)
        {
            throw DomainException.Unsupported("discard is not supported for nvdimms", device.Position);
        }

        if (device.LabelSizeKiB is > 0 and < MinimumLabelKiB)
        {
            throw new DomainException($"nvdimm label must be at least {MinimumLabelKiB}KiB", device.Position);
        }

        if (device.LabelSizeKiB >= device.SizeKiB)
        {
            throw new DomainException("label size must be smaller than NVDIMM size", device.Position);
        }

        if (device.ReadOnly && !capabilities.Has(Flags.NvdimmUnarmed))
        {
            throw DomainException.Unsupported("nvdimm readonly property is not available with this QEMU binary", device.Position);
        }

        if (device.Pmem && !capabilities.Has(Flags.MemoryBackendFilePmem))
        {
            throw DomainException.Unsupported("nvdimm pmem property is not available with this QEMU binary", device.Position);
        }
    }

    /// <param name="hugePageKiB">A transparent huge page of the host: no block can be smaller.</param>
    private static void VirtioMem(QemuCapabilities capabilities, MemoryDevice device, ulong hugePageKiB)
    {
        ulong block = device.BlockSizeKiB;
        if (block == 0 || (block & (block - 1)) != 0)
        {
            throw new DomainException("block size must be a power of two", device.Position);
        }

        if (block < hugePageKiB)
        {
            throw new DomainException($"block size too small, must be at least {hugePageKiB}KiB", device.Position);
        }

        ulong requested = device.RequestedSizeKiB ?? 0;
        if (requested > device.SizeKiB)
        {
            throw new DomainException($"requested size must be smaller than or equal to @size ({device.SizeKiB}KiB)", device.Position, RefusalKind.Plain);
        }

        if (requested % block != 0)
        {
            throw new DomainException("requested size must be an integer multiple of block size", device.Position, RefusalKind.Plain);
        }

        if (device.DynamicMemslots == true && !capabilities.Has(Flags.VirtioMemPciDynamicMemslots))
        {
            throw DomainException.Unsupported("dynamicMemslots isn't supported by this QEMU binary", device.Position);
        }
    }

    /// <summary>Two devices cannot be at the same place of the guest's address space.</summary>
    private static void Overlaps(Domain domain)
    {
        for (int i = 0; i < domain.MemoryDevices.Count; i++)
        {
            MemoryDevice device = domain.MemoryDevices[i];
            ulong start = Base(device);
            ulong end = start + (device.SizeKiB * 1024);
            for (int j = 0; j < domain.MemoryDevices.Count; j++)
            {
                ulong other = Base(domain.MemoryDevices[j]);
                if (i != j && start != 0 && other != 0 && start <= other && other < end)
                {
                    throw DomainException.Unsupported(
                        $"memory device address [0x{start:x}:0x{end:x}] overlaps with other memory device (0x{other:x})", device.Position);
                }
            }
        }
    }

    private static ulong Base(MemoryDevice device) => device.Address is DimmAddress { Base: > 0 } dimm ? dimm.Base : device.TargetBase;
}
