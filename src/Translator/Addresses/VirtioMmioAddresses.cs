using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Whether virtio devices of ARM and RISC-V machines sit on PCI or on virtio-mmio (addresses.md 3.2).</summary>
internal static class VirtioMmioAddresses
{
    public static void Assign(TranslationContext context)
    {
        Domain domain = context.Domain;
        bool isVexpress = domain.Os.Arch is "aarch64" or "armv7l" or "armv6l" && domain.Os.Machine!.StartsWith("vexpress-", StringComparison.Ordinal);
        if (!isVexpress && !domain.IsArmVirt() && !domain.IsRiscvVirt())
        {
            return;
        }

        bool hasPciRoom = ControllerList.Find(domain.Controllers, ControllerType.Pci, 0)?.Model == ControllerModel.PcieRoot
            && context.Capabilities.HasAny(Flags.PcieRootPort, Flags.Ioh3420);
        if (hasPciRoom && !DeviceWalk.Of(domain).Exists(static device => device.Address is VirtioMmioAddress))
        {
            VirtioDevices.Address(domain, static () => new PciAddress(), withFilesystemsAndVsock: false);
        }
        else if (context.Capabilities.Has(Flags.VirtioMmio))
        {
            VirtioDevices.Address(domain, static () => new VirtioMmioAddress(), withFilesystemsAndVsock: false);
        }
    }
}
