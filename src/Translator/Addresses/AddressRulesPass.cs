using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>What addresses cannot be, whatever device has them (addresses.md 7, "Validation, others").</summary>
internal sealed class AddressRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        List<Device> devices = DeviceWalk.Of(context.Domain);
        if (context.Domain.Consoles is [{ TargetType: ConsoleTarget.Serial } stub, ..])
        {
            devices.Add(stub);
        }

        foreach (Device device in devices)
        {
            switch (device.Address)
            {
                case PciAddress { HasZpci: true } pci:
                    CheckZpci(pci, device, context);
                    break;
                case SpaprVioAddress { Reg: > uint.MaxValue } spapr:
                    throw DomainException.Unsupported($"spapr-vio reg='0x{spapr.Reg:x}' exceeds maximum possible value (0xffffffff)", device.Position);
                case CcwAddress when !context.Domain.IsS390Ccw():
                    throw DomainException.Unsupported("CCW addresses are not supported with this machine type", device.Position);
                case UnassignedAddress when device is not Hostdev:
                    throw DomainException.Unsupported("address of type 'unassigned' is only supported for host devices", device.Position);
            }

            if (device.Address is not (null or PciAddress or UnassignedAddress))
            {
                if (device.AcpiIndex != 0)
                {
                    throw DomainException.Unsupported("ACPI index is only supported for PCI devices", device.Position);
                }

                if (device.Rom is not null)
                {
                    throw DomainException.Unsupported("ROM tuning is only supported for PCI devices", device.Position);
                }
            }

            if (device.AcpiIndex != 0 && !context.Capabilities.Has(Flags.AcpiIndex))
            {
                throw DomainException.Unsupported("ACPI index is not supported by this QEMU binary", device.Position);
            }
        }
    }

    private static void CheckZpci(PciAddress address, Device device, TranslationContext context)
    {
        if (!context.Capabilities.Has(Flags.Zpci))
        {
            throw DomainException.Unsupported("This QEMU binary doesn't support zPCI", device.Position);
        }

        if (address.ZpciUid is 0 or > 0xffff)
        {
            throw new DomainException($"Invalid PCI address uid='0x{address.ZpciUid:x4}', must be > 0x0000 and <= 0xffff", device.Position);
        }
    }
}
