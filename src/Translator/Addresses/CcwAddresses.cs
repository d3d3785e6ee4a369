using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Channel I/O addresses of s390-ccw machines (addresses.md 3.1): <c>fe.0.0000</c> upwards.</summary>
internal static class CcwAddresses
{
    public static void Assign(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (!domain.IsS390Ccw())
        {
            return;
        }

        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            switch (hostdev.Source)
            {
                case MdevHostdevSource { Model: MdevModel.VfioCcw } when hostdev.Address is null && context.Capabilities.Has(Flags.VfioCcw):
                    hostdev.Address = new CcwAddress();
                    break;
                case MdevHostdevSource { Model: MdevModel.VfioAp }:
                    hostdev.Address = null;
                    break;
            }
        }

        VirtioDevices.Address(domain, static () => new CcwAddress(), withFilesystemsAndVsock: true);
        HashSet<(uint, uint, uint)> taken = [];
        List<Device> devices = DeviceWalk.Of(domain);
        foreach (Device device in devices)
        {
            if (device.Address is CcwAddress { IsAssigned: true } ccw && !taken.Add((ccw.Cssid, ccw.Ssid, ccw.Devno)))
            {
                throw DomainException.Internal($"The CCW devno '{ccw.Cssid:x}.{ccw.Ssid:x}.{ccw.Devno:x4}' is in use already", ccw.Position);
            }
        }

        uint next = 0;
        foreach (Device device in devices)
        {
            if (device.Address is not CcwAddress { IsAssigned: false } ccw)
            {
                continue;
            }

            while (taken.Contains((0xfe, 0, next)))
            {
                next++;
            }

            if (next > 0xffff)
            {
                throw DomainException.Internal("There are no more free CCW devnos.", device.Position);
            }

            ccw.Cssid = 0xfe;
            ccw.Ssid = 0;
            ccw.Devno = next++;
            ccw.IsAssigned = true;
        }
    }
}
