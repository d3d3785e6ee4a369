using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>Works out a guest's firmware: checks what is asked for, finds it on the host, writes it into the domain (completion.md 3.3).</summary>
internal static class FirmwareSelection
{
    /// <summary>Loaders that were in use before there were descriptors, with the template of their variables.</summary>
    private static readonly (string Loader, string Template)[] KnownPairs =
    [
        ("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
        ("/usr/share/OVMF/OVMF_CODE.secboot.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
        ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
        ("/usr/share/AAVMF/AAVMF32_CODE.fd", "/usr/share/AAVMF/AAVMF32_VARS.fd"),
    ];

    /// <summary>The pairs that count on this host: qemu.conf's <c>nvram</c>, or those known from the past.</summary>
    internal static IReadOnlyList<(string Loader, string Template)> Pairs(Settings settings) => settings.NvramTemplates ?? KnownPairs;

    /// <summary>Fills in what is found. Nothing found for <c>firmware=</c> is an error only where <paramref name="required"/>.</summary>
    public static void Run(TranslationContext context, bool abiUpdate, bool required)
    {
        Domain domain = context.Domain;
        Os os = domain.Os;
        if (!abiUpdate && os.Firmware is not null)
        {
            os.Loader ??= new Loader { Position = os.Position };
            os.Loader.Format ??= FirmwareFormat.Raw;
        }

        FirmwareRules.Check(os, abiUpdate, context.Rules);
        if (os.Firmware is null && os.Loader is null or { Type: LoaderType.Rom })
        {
            return;
        }

        if (Find(context) is { } descriptor)
        {
            Apply(domain, descriptor, context.Rules);
        }
        else if (os.Firmware is { } firmware)
        {
            if (required)
            {
                throw DomainException.Operation(
                    $"unable to find '{Firmware.Names[firmware]}' firmware that is compatible with the current configuration", os.Position);
            }

            return;
        }
        else if (!ApplyPair(context))
        {
            os.Loader!.Format ??= FirmwareFormat.Raw;
        }

        EnsureNvram(context, abiUpdate);
    }

    /// <summary>What there was of it in a definition before the firmware was looked for there: the path of the variables of a loader that was given.</summary>
    public static void CheckOnly(TranslationContext context, bool abiUpdate)
    {
        Os os = context.Domain.Os;
        FirmwareRules.Check(os, abiUpdate, context.Rules);
        if (os.Firmware is not null && abiUpdate)
        {
            Refuse(os.Loader?.Readonly is not null, "loader", "readonly", os);
            Refuse(os.Loader?.Type is not null, "loader", "type", os);
            Refuse(os.Loader?.Secure == false, "loader", "secure", os);
            Refuse(os.Nvram?.Template is not null, "nvram", "template", os);
        }

        if (os is { Firmware: null, Loader: { Type: LoaderType.Pflash, Readonly: true, Stateless: not true } } && os.Nvram?.Source is null)
        {
            os.Nvram ??= new NvramStore { Position = os.Position };
            os.Nvram.Source = new StorageSource
            {
                Position = os.Nvram.Position,
                Type = StorageType.File,
                Path = $"{context.Settings.NvramDirectory}/{context.Domain.Name}_VARS.fd"
            };
        }
    }

    private static void Refuse(bool isGiven, string element, string attribute, Os os)
    {
        if (isGiven)
        {
            throw DomainException.Unsupported($"{element} attribute '{attribute}' cannot be specified when firmware autoselection is enabled", os.Position);
        }
    }

    private static FirmwareDescriptor? Find(TranslationContext context)
    {
        foreach (FirmwareDescriptor descriptor in FirmwareDescriptors.Of(context.Host))
        {
            if (FirmwareMatch.Fits(descriptor, context.Domain, context.Rules, context.Host))
            {
                return descriptor;
            }
        }

        return null;
    }

    private static void Apply(Domain domain, FirmwareDescriptor descriptor, Compatibility rules)
    {
        Os os = domain.Os;
        switch (descriptor.Device)
        {
            case FirmwareDevice.Kernel:
                os.Kernel = descriptor.Path;
                break;
            case FirmwareDevice.Memory:
                os.Loader ??= new Loader { Position = os.Position };
                os.Loader.Type = LoaderType.Rom;
                os.Loader.Path = descriptor.Path;
                os.Loader.Format = rules.RomIsRaw ? FirmwareFormat.Raw : os.Loader.Format;
                break;
            default:
                os.Loader ??= new Loader { Position = os.Position };
                ApplyFlash(os, os.Loader, descriptor);
                break;
        }

        if (descriptor.Has("requires-smm"))
        {
            domain.Features.Smm = true;
            os.Loader ??= new Loader { Position = os.Position };
            os.Loader.Secure = true;
        }

        os.Firmware ??= FirstKnown(descriptor);
        bool hasTemplate = os.Loader is not { Type: LoaderType.Pflash, Stateless: not true } || os.Nvram?.Template is not null;
        os.EnrolledKeys = hasTemplate ? descriptor.Has("enrolled-keys") : null;
        os.SecureBoot = descriptor.Has("secure-boot");
    }

    private static void ApplyFlash(Os os, Loader loader, FirmwareDescriptor descriptor)
    {
        loader.Type = LoaderType.Pflash;
        loader.Readonly = true;
        loader.Path = descriptor.Path;
        loader.Format = FirmwareDescriptor.KnownFormat(descriptor.Format);
        if (descriptor.Mode != FlashMode.Split)
        {
            return;
        }

        os.Nvram ??= new NvramStore { Position = os.Position };
        bool isLocal = os.Nvram.Source is null || os.Nvram.Source.IsLocal;
        os.Nvram.Template = isLocal ? descriptor.TemplatePath : null;
        os.Nvram.TemplateFormat = isLocal ? FirmwareDescriptor.KnownFormat(descriptor.TemplateFormat) : null;
    }

    private static Firmware? FirstKnown(FirmwareDescriptor descriptor)
    {
        foreach (string type in descriptor.Interfaces)
        {
            switch (type)
            {
                case "uefi":
                    return Firmware.Efi;
                case "bios":
                    return Firmware.Bios;
            }
        }

        return null;
    }

    private static bool ApplyPair(TranslationContext context)
    {
        Os os = context.Domain.Os;
        if (os.Loader is not { Type: LoaderType.Pflash, Path: { } path, Readonly: not false, Stateless: not true, Format: null or FirmwareFormat.Raw } loader)
        {
            return false;
        }

        foreach ((string code, string template) in Pairs(context.Settings))
        {
            if (code != path)
            {
                continue;
            }

            loader.Readonly = true;
            loader.Format = FirmwareFormat.Raw;
            os.Nvram ??= new NvramStore { Position = os.Position };
            os.Nvram.Template ??= template;
            os.Nvram.TemplateFormat ??= FirmwareFormat.Raw;
            return true;
        }

        return false;
    }

    private static void EnsureNvram(TranslationContext context, bool abiUpdate)
    {
        Os os = context.Domain.Os;
        if (os.Loader is not { Type: LoaderType.Pflash, Readonly: true, Stateless: not true } loader)
        {
            return;
        }

        NvramStore nvram = os.Nvram ??= new NvramStore { Position = os.Position };
        bool isGiven = nvram.Format is not null;
        nvram.Format ??= loader.Format;
        if (nvram.Template is not null && context.Rules.NvramTemplateHasFormat)
        {
            nvram.TemplateFormat ??= loader.Format;
        }

        if (nvram.Source is not (null or { Type: StorageType.File or StorageType.Block, Path: null or "" }))
        {
            return;
        }

        if (!(context.Rules.NvramFormatIsHonoured && isGiven))
        {
            nvram.Format = nvram.TemplateFormat ?? loader.Format;
        }

        string extension = nvram.Format == FirmwareFormat.Qcow2 ? ".qcow2"
            : abiUpdate && nvram.Template?.EndsWith(".raw", StringComparison.Ordinal) == true ? ".raw" : ".fd";
        nvram.Source = new StorageSource
        {
            Position = nvram.Position,
            Type = StorageType.File,
            Path = $"{context.Settings.NvramDirectory}/{context.Domain.Name}_VARS{extension}",
        };
    }
}
