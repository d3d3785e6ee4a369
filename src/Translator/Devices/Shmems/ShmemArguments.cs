using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Shmems;

/// <summary>Memory shared between guests (devices.md 8.7).</summary>
internal static class ShmemArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Shmem shmem in builder.Domain.Shmems)
        {
            if (shmem.Address is not PciAddress)
            {
                throw DomainException.Unsupported("only 'pci' addresses are supported for the shared memory device", shmem.Position);
            }

            if (shmem.Model == ShmemModel.IvshmemDoorbell)
            {
                AddDoorbell(builder, shmem);
            }
            else
            {
                AddPlain(builder, shmem);
            }
        }
    }

    private static void AddPlain(CommandLineBuilder builder, Shmem shmem)
    {
        string memory = "shmmem-" + shmem.Alias;
        builder.AddObject(CommandLineBuilder.Object("memory-backend-file", memory)
            .Add("mem-path", "/dev/shm/" + shmem.Name)
            .Add("size", shmem.SizeBytes)
            .Add("share", true));
        string? master = shmem.Role switch
        {
            ShmemRole.Master => "on",
            ShmemRole.Peer => "off",
            _ => null,
        };
        PropertyBag bag = new PropertyBag().Add("driver", "ivshmem-plain").Add("id", shmem.Alias).Add("memdev", memory).Add("master", master);
        ZpciArguments.Add(builder, shmem);
        builder.AddDevice(AddressProperties.Add(bag, shmem, builder.Context));
    }

    // the only device whose chardev stands behind it
    private static void AddDoorbell(CommandLineBuilder builder, Shmem shmem)
    {
        string chardev = ChardevArguments.IdOf(shmem);
        PropertyBag bag = new PropertyBag().Add("driver", "ivshmem-doorbell").Add("id", shmem.Alias).Add("chardev", chardev)
            .AddPositive("vectors", shmem.MsiVectors ?? 0).Add("ioeventfd", shmem.MsiIoeventfd ?? true);
        ZpciArguments.Add(builder, shmem);
        builder.AddDevice(AddressProperties.Add(bag, shmem, builder.Context));
        ChardevArguments.AddPlain(builder, new ChardevSource { Type = ChardevType.Unix, Path = shmem.ServerPath }, chardev, shmem.Alias!);
    }
}
