using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Pstores;

/// <summary>Persistent storage for crash dumps (devices.md 8.10).</summary>
internal static class PstoreArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Pstore is not { } pstore)
        {
            return;
        }

        string memory = "mem" + pstore.Alias;
        ulong size = pstore.SizeKiB * 1024;
        builder.Plan.Files.Add(new(pstore.Path!, PlannedFileKind.Sized, FileModes.OwnerFile) { Size = size });
        builder.AddObject(CommandLineBuilder.Object("memory-backend-file", memory).Add("mem-path", pstore.Path).Add("size", size).Add("share", true));
        PropertyBag bag = new PropertyBag().Add("driver", "acpi-erst").Add("id", pstore.Alias).Add("memdev", memory);
        builder.AddDevice(AddressProperties.Add(bag, pstore, builder.Context));
    }
}
