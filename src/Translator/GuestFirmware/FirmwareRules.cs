using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>Combinations of firmware settings that contradict one another (completion.md 8).</summary>
internal static class FirmwareRules
{
    public static void Check(Os os, bool abiUpdate, Compatibility rules)
    {
        if (os.EnrolledKeys == true && os.SecureBoot == false)
        {
            throw DomainException.Unsupported("firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' is disabled",
                os.Position);
        }

        bool isRom = os.Loader?.Type == LoaderType.Rom || os is { Firmware: null, Loader: { Type: null, Path: not null } };
        if (rules.RomIsRaw && isRom && os.Loader is { Format: { } format and not FirmwareFormat.Raw } rom)
        {
            throw new DomainException($"Invalid format '{FirmwareFormat.Names[format]}' for ROM loader type", rom.Position);
        }

        if (os.Firmware is null)
        {
            Manual(os, abiUpdate, rules);
        }
        else if (os.Firmware == Firmware.Bios)
        {
            Bios(os);
        }

        if (os.Loader is { Stateless: true } loader)
        {
            if (os.Varstore is not null || (rules.VariableStorageIsOneThing && os.Nvram is not null))
            {
                throw DomainException.Unsupported("Variable storage (NVRAM/varstore) is not permitted when loader is stateless", loader.Position);
            }

            if (os.Nvram?.Template is not null)
            {
                throw DomainException.Unsupported("NVRAM template is not permitted when loader is stateless", loader.Position);
            }

            if (os.Nvram is not null)
            {
                throw DomainException.Unsupported("NVRAM is not permitted when loader is stateless", loader.Position);
            }
        }
    }

    private static void Manual(Os os, bool abiUpdate, Compatibility rules)
    {
        if (abiUpdate && (os.EnrolledKeys is not null || os.SecureBoot is not null))
        {
            throw DomainException.Unsupported(
                "cannot use feature-based firmware autoselection when firmware autoselection is disabled: firmware='efi' would enable it", os.Position);
        }

        if (os.Loader is null && os.Nvram is null && os.Varstore is null)
        {
            return;
        }

        // a store of variables alone is let be (black box: libvirt 12.8)
        if (os is { Loader: null, Nvram: null })
        {
            return;
        }

        if (os.Loader?.Path is null)
        {
            throw DomainException.Unsupported("no loader path specified and firmware auto selection disabled", os.Loader?.Position ?? os.Nvram!.Position);
        }

        if (rules.VariableStorageIsOneThing)
        {
            Variables(os, os.Loader);
            return;
        }

        if (os.Loader.Type != LoaderType.Pflash && os.Loader.Stateless == false)
        {
            throw DomainException.Unsupported("only pflash loader type permits NVRAM", os.Loader.Position);
        }
    }

    /// <summary>What keeps the variables of a firmware that the XML names itself (versions.md R4c).</summary>
    private static void Variables(Os os, Loader loader)
    {
        if (loader.Type == LoaderType.Pflash && loader.Readonly == false && (os.Nvram is not null || os.Varstore is not null))
        {
            throw DomainException.Unsupported("Variable storage (NVRAM/varstore) is not permitted when loader is read/write", loader.Position);
        }

        if (loader.Type == LoaderType.Rom && loader.Readonly == false)
        {
            throw DomainException.Unsupported("ROM loader type cannot be used as read/write", loader.Position);
        }

        if (loader.Type == LoaderType.Pflash && os.Varstore is { } store)
        {
            throw DomainException.Unsupported("Only one of NVRAM/varstore can be used: a pflash loader has NVRAM", store.Position);
        }
    }

    private static void Bios(Os os)
    {
        if (os.Varstore is { } store)
        {
            throw DomainException.Unsupported("Firmware type 'bios' does not support variable storage (NVRAM/varstore)", store.Position);
        }

        if (os.Loader?.Stateless == false)
        {
            throw DomainException.Unsupported("only EFI firmware permits NVRAM", os.Loader.Position);
        }

        if (os.Nvram is not null)
        {
            throw DomainException.Unsupported("firmware type 'bios' does not support nvram", os.Nvram.Position);
        }
    }
}
