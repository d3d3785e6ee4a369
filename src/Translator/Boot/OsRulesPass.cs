using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Boot;

/// <summary>What a guest can boot with (completion.md 8, capabilities.md 2.5).</summary>
internal sealed class OsRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Os os = domain.Os;
        if (os.Bootloader is not null)
        {
            throw DomainException.Unsupported("bootloader is not supported by QEMU", os.Position);
        }

        if (os.BootMenuTimeout > 65535)
        {
            throw new DomainException("the boot menu's timeout is at most 65535 milliseconds", os.Position);
        }

        CheckFirmware(domain, context.Rules);
        AcpiTables(os);
        if (os.BiosUseSerial == true)
        {
            Serial(domain);
        }

        if (os.Shim is not null && !context.Capabilities.Has(Flags.Shim))
        {
            throw DomainException.Unsupported("shim is not supported with this QEMU binary", os.Position);
        }

        if (os is { Shim: not null, Kernel: null, Loader: not null })
        {
            throw DomainException.Unsupported("shim only allowed with kernel option", os.Position);
        }

        PowerManagement pm = domain.PowerManagement;
        if (!domain.IsX86() && (pm.SuspendToMem is not null || pm.SuspendToDisk is not null))
        {
            throw DomainException.Unsupported($"setting of ACPI S3 and S4 is not supported for architecture '{domain.Os.Arch}'", os.Position);
        }

        Sysinfo(domain);
    }

    private static void CheckFirmware(Domain domain, Compatibility rules)
    {
        Os os = domain.Os;
        bool uefi = os.Firmware == Firmware.Efi || os.Loader?.Type == LoaderType.Pflash;
        if (uefi && !domain.Features.Acpi && domain.IsX86())
        {
            throw DomainException.Unsupported("UEFI requires ACPI on this architecture: <features><acpi/></features>", os.Position);
        }

        if (!uefi && domain.Features.Acpi && os.Arch == "aarch64")
        {
            throw DomainException.Unsupported("ACPI requires UEFI on this architecture: <os firmware='efi'>", domain.Features.Position);
        }

        if (os.Nvram?.Source is { Type: StorageType.Dir or StorageType.Nvme or StorageType.VhostUser or StorageType.VhostVdpa } source)
        {
            throw DomainException.Unsupported($"unsupported nvram disk type '{StorageType.Names[source.Type]}'", source.Position);
        }

        if (os.Loader is not { Secure: true } loader)
        {
            return;
        }

        if (!domain.IsQ35())
        {
            throw DomainException.Unsupported("Secure boot is supported with q35 machine types only", loader.Position);
        }

        if (os.Arch != "x86_64")
        {
            throw DomainException.Unsupported("Secure boot is supported for x86_64 architecture only", loader.Position);
        }

        if (domain.Features.Smm != true && !(os.Firmware is not null && !rules.FirmwareIsChosenAtDefinition))
        {
            throw DomainException.Unsupported("Secure boot requires SMM feature enabled", loader.Position);
        }
    }

    private static void AcpiTables(Os os)
    {
        for (int i = 0; i < os.AcpiTables.Count; i++)
        {
            AcpiTable table = os.AcpiTables[i];
            string name = AcpiTableType.Names[table.Type];
            if (table.Type == AcpiTableType.RawSet)
            {
                throw DomainException.Unsupported($"ACPI table type '{name}' is not supported", table.Position);
            }

            if (table.Type != AcpiTableType.Raw && os.AcpiTables.FindIndex(t => t.Type == table.Type) < i)
            {
                throw new DomainException($"ACPI table type '{name}' may only appear once", table.Position);
            }
        }
    }

    private static void Serial(Domain domain)
    {
        if (!domain.IsX86())
        {
            throw DomainException.Unsupported($"BIOS serial console only supported on x86 architectures: this guest has '{domain.Os.Arch}'",
                domain.Os.Position);
        }

        if (domain.Serials.Count == 0)
        {
            throw new DomainException("need at least one serial port to use BIOS serial output", domain.Os.Position);
        }
    }

    private static void Sysinfo(Domain domain)
    {
        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            foreach (FwCfgEntry entry in sysinfo.FwCfgEntries)
            {
                if (!entry.Name.StartsWith("opt/", StringComparison.Ordinal))
                {
                    throw DomainException.Unsupported($"'{entry.Name}' is an invalid firmware name: it has to start with 'opt/'", entry.Position);
                }

                if (entry.Name.StartsWith("opt/ovmf/", StringComparison.Ordinal) || entry.Name.StartsWith("opt/org.qemu/", StringComparison.Ordinal))
                {
                    throw DomainException.Unsupported($"the firmware name '{entry.Name}' is reserved", entry.Position);
                }
            }
        }
    }
}
