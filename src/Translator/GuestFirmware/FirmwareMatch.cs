using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>Whether a descriptor does what a domain asks for (completion.md 3.3, "A descriptor matches when all hold").</summary>
internal static class FirmwareMatch
{
    /// <summary>SEV guests with encrypted state: this bit of their policy.</summary>
    private const ulong SevEsPolicy = 4;

    public static bool Fits(FirmwareDescriptor descriptor, Domain domain, Compatibility rules, IHostFacts host) =>
        Reason(descriptor, domain, rules, host) is null;

    /// <summary>Why a descriptor is not taken, in words that go on after its name; null where it fits.</summary>
    public static string? Reason(FirmwareDescriptor descriptor, Domain domain, Compatibility rules, IHostFacts host) =>
        !FitsInterface(descriptor, domain.Os) ? "is another kind of firmware"
        : !FitsTarget(descriptor, domain) ? "is for other architectures or machine types"
        : FeatureReason(descriptor, domain)
        ?? (!FitsDevice(descriptor, domain.Os, rules, host) ? "is another file, of another format, or loaded in another way"
        : !FitsSecurity(descriptor, domain.LaunchSecurity) ? "cannot start encrypted guests of that type" : null);

    private static bool FitsInterface(FirmwareDescriptor descriptor, Os os)
    {
        string? wanted = os.Firmware switch
        {
            Firmware.Efi => "uefi",
            Firmware.Bios => "bios",
            _ => os.Loader?.Type switch
            {
                LoaderType.Pflash => "uefi",
                LoaderType.Rom => "bios",
                _ => null,
            },
        };
        return wanted is not null && descriptor.Interfaces.Contains(wanted);
    }

    private static bool FitsTarget(FirmwareDescriptor descriptor, Domain domain)
    {
        string architecture = Architectures.ToQemu(domain.Os.Arch!);
        foreach ((string target, IReadOnlyList<string> machines) in descriptor.Targets)
        {
            if (target != architecture)
            {
                continue;
            }

            foreach (string glob in machines)
            {
                if (Matches(glob, domain.Os.Machine))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>* stands for any text, ? for any character.</summary>
    private static bool Matches(ReadOnlySpan<char> glob, ReadOnlySpan<char> text)
    {
        if (glob.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (glob[0] == '*')
        {
            return Matches(glob[1..], text) || (!text.IsEmpty && Matches(glob, text[1..]));
        }

        return !text.IsEmpty && (glob[0] == '?' || glob[0] == text[0]) && Matches(glob[1..], text[1..]);
    }

    private static string? FeatureReason(FirmwareDescriptor descriptor, Domain domain)
    {
        Os os = domain.Os;
        if (domain.PowerManagement.SuspendToMem == true && !descriptor.Has("acpi-s3"))
        {
            return "cannot suspend to memory";
        }

        if (domain.PowerManagement.SuspendToDisk == true && !descriptor.Has("acpi-s4"))
        {
            return "cannot suspend to disk";
        }

        if (os.SecureBoot is { } secureBoot && descriptor.Has("secure-boot") != secureBoot)
        {
            return secureBoot ? "has no Secure Boot" : "has Secure Boot";
        }

        if (os.EnrolledKeys is { } keys && descriptor.Has("enrolled-keys") != keys)
        {
            return keys ? "has no keys enrolled" : "has keys enrolled";
        }

        return descriptor.Has("requires-smm")
            ? domain.Features.Smm == false || os.Loader?.Secure == false ? "needs SMM" : null
            : os.Loader?.Secure == true ? "does not guard its variables by SMM (secure='yes')" : null;
    }

    private static bool FitsDevice(FirmwareDescriptor descriptor, Os os, Compatibility rules, IHostFacts host)
    {
        Loader? loader = os.Loader;
        switch (descriptor.Device)
        {
            case FirmwareDevice.Kernel:
                return os.Kernel is null || os.Kernel == descriptor.Path;
            case FirmwareDevice.Memory when rules.VariableStorageIsOneThing && !FitsVariables(descriptor, os):
                return false;
            case FirmwareDevice.Memory:
                return loader?.Type is null or LoaderType.Rom && loader?.Readonly != false && (loader?.Path is null || loader.Path == descriptor.Path);
            default:
                return os.Varstore is null && FitsFlash(descriptor, os, rules, host);
        }
    }

    /// <summary>An image in ROM has no NVRAM, and a store of variables only where it says so (versions.md R4b).</summary>
    private static bool FitsVariables(FirmwareDescriptor descriptor, Os os) =>
        os.Nvram is null or { Format: null, Template: null, TemplateFormat: null, Source: null } && (os.Varstore is not null) == descriptor.Has("host-uefi-vars");

    private static bool FitsFlash(FirmwareDescriptor descriptor, Os os, Compatibility rules, IHostFacts host)
    {
        Loader? loader = os.Loader;
        if (loader?.Type is not (null or LoaderType.Pflash) || loader?.Readonly == false || !IsFile(loader?.Path, descriptor.Path))
        {
            return false;
        }

        FlashMode mode = loader?.Stateless == true ? FlashMode.Stateless : FlashMode.Split;
        if (descriptor.Mode != mode || !IsFile(os.Nvram?.Template, descriptor.TemplatePath))
        {
            return false;
        }

        if (FirmwareDescriptor.KnownFormat(descriptor.Format) is not { } format || (loader?.Format is { } wanted && wanted != format))
        {
            return false;
        }

        FirmwareFormat? template = FirmwareDescriptor.KnownFormat(descriptor.TemplateFormat);
        FirmwareFormat? wantedTemplate = rules.NvramFormatIsHonoured ? WantedTemplate(os) : null;
        return mode == FlashMode.Stateless || (template is not null && (wantedTemplate is null || wantedTemplate == template));

        // what is not asked for is any file
        bool IsFile(string? path, string? described) => path is null || path == described
            || (rules.FirmwareIsComparedByFile && described is not null && host.RealPath(path) == host.RealPath(described));
    }

    /// <summary>The format that the template has to have: its own or, where only the variables' is said, that (versions.md R4b, asked of 12.8).</summary>
    private static FirmwareFormat? WantedTemplate(Os os) =>
        os.Nvram?.TemplateFormat ?? (os is { Firmware: not null, Nvram.Template: null } ? os.Nvram.Format : null);

    private static bool FitsSecurity(FirmwareDescriptor descriptor, LaunchSecurity? security) => security?.Type switch
    {
        LaunchSecurityType.Sev => descriptor.Has("amd-sev") && ((security.Policy & SevEsPolicy) == 0 || descriptor.Has("amd-sev-es")),
        LaunchSecurityType.SevSnp => descriptor.Has("amd-sev-snp"),
        _ => true,
    };
}
