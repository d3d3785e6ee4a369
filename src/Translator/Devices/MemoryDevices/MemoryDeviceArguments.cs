using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Memory;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.MemoryDevices;

/// <summary>Memory devices (core-arguments.md 14): a backend each, and but for SGX a -device.</summary>
internal static class MemoryDeviceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (MemoryDevice device in builder.Domain.MemoryDevices)
        {
            MemoryBackend backend = MemoryBackend.Create(builder, "mem" + device.Alias, device.TargetNode, device.SizeKiB, device);
            backend.AddTo(builder);
            if (device.Model != MemoryModel.SgxEpc)
            {
                builder.AddDevice(Properties(builder, device, backend));
            }
        }
    }

    private static PropertyBag Properties(CommandLineBuilder builder, MemoryDevice device, MemoryBackend backend)
    {
        bool virtio = device.Model is MemoryModel.VirtioMem or MemoryModel.VirtioPmem;
        var bag = new PropertyBag();
        if (virtio)
        {
            string name = device.Model == MemoryModel.VirtioMem ? "virtio-mem" : "virtio-pmem";
            VirtioDriver.AddOptions(bag.Add("driver", VirtioDriver.Name(name, device, builder.Context)), device.VirtioOptions);
        }
        else
        {
            bag.Add("driver", device.Model == MemoryModel.Nvdimm ? "nvdimm" : "pc-dimm");
        }

        bag.Add("node", device.TargetNode);
        bag.AddPositive("label-size", device.LabelSizeKiB * 1024).AddPositive("block-size", device.BlockSizeKiB * 1024)
            .AddPositive("requested-size", (device.RequestedSizeKiB ?? 0) * 1024).Add("uuid", device.Uuid?.ToString());
        bag.Add("unarmed", device.ReadOnly ? true : null).Add("memdev", "mem" + device.Alias);
        if (device.Model == MemoryModel.VirtioMem && backend.Preallocates && builder.Capabilities.Has(Flags.VirtioMemPciPrealloc))
        {
            bag.Add("prealloc", true);
        }

        bag.AddPositive("memaddr", device.TargetBase).Add("dynamic-memslots", device.DynamicMemslots).Add("id", device.Alias);
        return AddressProperties.Add(bag, device, builder.Context);
    }
}
