using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>uid and fid of PCI devices on s390 (addresses.md 2.9): every device with a PCI address has both, each number unique in the guest.</summary>
internal static class ZpciIds
{
    /// <summary>Fills in the partner of an id that the XML gives alone, from the lowest numbers that nobody took so far.</summary>
    public static void Complete(TranslationContext context)
    {
        if (!context.Capabilities.Has(Flags.Zpci))
        {
            return;
        }

        var uids = new Numbers("uid", 1, ushort.MaxValue);
        var fids = new Numbers("fid", 0, uint.MaxValue);
        foreach (PciAddress address in Addresses(context.Domain))
        {
            if (address.HasZpci)
            {
                uids.Take(address.ZpciUid, address);
                fids.Take(address.ZpciFid, address);
                address.ZpciUid ??= uids.Next();
                address.ZpciFid ??= fids.Next();
            }
        }
    }

    /// <summary>Gives ids to the devices that have none, once all addresses are known.</summary>
    public static void Assign(TranslationContext context)
    {
        if (!context.Capabilities.Has(Flags.Zpci))
        {
            return;
        }

        var uids = new Numbers("uid", 1, ushort.MaxValue);
        var fids = new Numbers("fid", 0, uint.MaxValue);
        List<PciAddress> addresses = Addresses(context.Domain);
        foreach (PciAddress address in addresses)
        {
            uids.Take(address.ZpciUid, address);
            fids.Take(address.ZpciFid, address);
        }

        foreach (PciAddress address in addresses)
        {
            address.ZpciUid ??= uids.Next();
            address.ZpciFid ??= fids.Next();
        }
    }

    private static List<PciAddress> Addresses(Domain domain)
    {
        List<PciAddress> addresses = [];
        foreach (Device device in DeviceWalk.Of(domain))
        {
            if (device.Address is PciAddress address && device is not (CharacterDevice and not Redirdev))
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    private sealed class Numbers(string name, uint first, uint last)
    {
        private readonly HashSet<uint> taken = [];
        private ulong next = first;

        public void Take(uint? number, PciAddress address)
        {
            if (number is { } value && !taken.Add(value))
            {
                throw DomainException.Internal($"zPCI {name} 0x{value:x} is already reserved", address.Position);
            }
        }

        public uint Next()
        {
            while (taken.Contains((uint)next))
            {
                next++;
            }

            if (next > last)
            {
                throw DomainException.Internal($"no zPCI {name} is left");
            }

            taken.Add((uint)next);
            return (uint)next++;
        }
    }
}
