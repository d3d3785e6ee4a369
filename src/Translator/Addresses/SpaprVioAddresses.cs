using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Register values of devices on the pSeries' own bus (addresses.md 3.3).</summary>
internal static class SpaprVioAddresses
{
    public static void Assign(Domain domain)
    {
        bool isPseries = domain.IsPseries();
        foreach (Interface nic in domain.Interfaces)
        {
            Assign(domain, nic, nic.Model == "spapr-vlan", 0x1000);
        }

        foreach (Controller controller in domain.Controllers)
        {
            Assign(domain, controller, controller is { Type: ControllerType.Scsi, Model: ControllerModel.IbmVScsi }, 0x2000);
        }

        foreach (Serial serial in domain.Serials)
        {
            Assign(domain, serial, serial.TargetType == SerialTarget.SpaprVioSerial, 0x30000000);
        }

        if (domain.Nvram is { } nvram)
        {
            Assign(domain, nvram, isPseries, 0x3000);
        }

        foreach (Tpm tpm in domain.Tpms)
        {
            Assign(domain, tpm, isPseries && tpm.Model != TpmModel.SpaprTpmProxy, 0x4000);
        }
    }

    private static void Assign(Domain domain, Device device, bool isForced, ulong first)
    {
        // whatever place the XML gives such a device, libvirt puts it here
        if (isForced && device.Address is not SpaprVioAddress)
        {
            device.Address = new SpaprVioAddress();
        }

        if (device.Address is not SpaprVioAddress address)
        {
            return;
        }

        if (address.Reg is { } given)
        {
            if (IsTaken(domain, device, given))
            {
                throw new DomainException($"spapr-vio address 0x{given:x} already in use", address.Position);
            }

            return;
        }

        ulong reg = first;
        while (IsTaken(domain, device, reg))
        {
            reg += 0x1000;
        }

        address.Reg = reg;
    }

    private static bool IsTaken(Domain domain, Device device, ulong reg)
    {
        foreach (Device other in DeviceWalk.Of(domain))
        {
            if (!ReferenceEquals(other, device) && other.Address is SpaprVioAddress address && address.Reg == reg)
            {
                return true;
            }
        }

        return false;
    }
}
