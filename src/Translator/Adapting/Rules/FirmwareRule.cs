using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Firmware files of another host: this one's that does the same takes their place. Where none does, the guest starts with QEMU's own BIOS, and why each
/// firmware here was not taken is said.
/// </summary>
internal sealed class FirmwareRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        XElement? os = draft.Root.Element("os");
        XElement? loader = os?.Element("loader");
        bool isChosen = os?.Attribute("firmware")?.Value is "efi" or "bios";
        if (os is null || draft.Capabilities is null || (loader is null && !isChosen) || Wanted(draft, loader) is not { } wanted)
        {
            return;
        }

        string? path = loader?.Value.Trim() is { Length: > 0 } given ? given : null;
        bool isMissing = path is not null && draft.Facts.KindOf(path) == HostPathKind.Missing;
        if (!isChosen && !isMissing)
        {
            return;
        }

        if (isChosen && !isMissing && Find(draft, wanted) is not null)
        {
            return;
        }

        string missing = path is not null && isMissing ? $"there is no {path} on this host" : "no firmware of this host is as the domain asks";
        IReadOnlyList<FirmwareDescriptor> all = FirmwareDescriptors.Of(draft.Facts);
        string reasons = all.Count == 0
            ? "this host has no firmware descriptors (Debian: apt-get install ovmf, for ARM qemu-efi-aarch64)"
            : "of the firmware here " + string.Join(", ", all.Select(d => $"{d.Name} {FirmwareMatch.Reason(d, wanted, draft.Host.Settings.Rules, draft.Facts) ?? "fits"}"));
        foreach ((Action<Domain> relax, string loss) in Relaxations(isMissing))
        {
            relax(wanted);
            if (Find(draft, wanted) is { } descriptor)
            {
                Take(draft, os, loader, isChosen, descriptor, missing, loss);
                return;
            }
        }

        GiveUp(draft, os, loader, $"{missing}; {reasons}. The guest starts with QEMU's own BIOS: a system that was installed with EFI does not boot so");
    }

    /// <summary>From what costs nothing to what the guest may notice.</summary>
    private static IEnumerable<(Action<Domain> Relax, string Loss)> Relaxations(bool isMissing)
    {
        if (isMissing)
        {
            yield return (ForgetFiles, "");
        }

        yield return (d => (d.Os.EnrolledKeys, d.Os.Nvram) = (null, null), "; whether keys are enrolled was left open");
        yield return (d =>
        {
            ForgetFiles(d);
            d.Os.SecureBoot = null;
            d.Os.Loader!.Secure = null;
        }, "; it has no Secure Boot");
        yield return (d => (d.PowerManagement.SuspendToMem, d.PowerManagement.SuspendToDisk) = (null, null), "; it cannot suspend the guest");
    }

    private static void ForgetFiles(Domain domain)
    {
        domain.Os.Loader ??= new Loader();
        domain.Os.Loader.Path = null;
        domain.Os.Loader.Format = null;
        domain.Os.Nvram = null;
        domain.Os.Loader.Type ??= domain.Os.Firmware == Firmware.Bios ? LoaderType.Rom : LoaderType.Pflash;
        if (domain.Os.Loader.Type == LoaderType.Pflash)
        {
            domain.Os.Loader.Readonly = null;
        }
    }

    private static FirmwareDescriptor? Find(AdaptingDraft draft, Domain domain) =>
        FirmwareDescriptors.Of(draft.Facts).FirstOrDefault(d => FirmwareMatch.Fits(d, domain, draft.Host.Settings.Rules, draft.Facts));

    /// <summary>The domain as the search for firmware sees it; null where it cannot be read.</summary>
    private static Domain? Wanted(AdaptingDraft draft, XElement? loader)
    {
        try
        {
            Domain domain = draft.ReadDomain();
            domain.Os.Arch ??= draft.Architecture;
            var tables = draft.Capabilities!.Accelerator(domain.Type);
            domain.Os.Machine = tables.CanonicalMachineName(domain.Os.Machine ?? tables.DefaultMachine?.Name ?? "");
            if (loader is not null && domain.Os is { Firmware: null, Loader: { Type: null or LoaderType.Rom } rom } && LooksLikeEfi(loader.Value))
            {
                rom.Type = LoaderType.Pflash;
            }

            return domain;
        }
        catch (DomainException)
        {
            return null;
        }
    }

    /// <summary>A file of EDK II that somebody gives as a ROM.</summary>
    private static bool LooksLikeEfi(string path) => new[] { "ovmf", "edk2", "aavmf", "uefi" }.Any(w => path.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static void Take(
        AdaptingDraft draft, XElement os, XElement? loader, bool isChosen, FirmwareDescriptor descriptor, string missing, string loss)
    {
        string why = $"{missing}; {descriptor.Path} ({descriptor.Name}) does the same{loss}";
        if (isChosen)
        {
            // the search is left to choose: what kept it from finding anything goes
            foreach (XElement file in os.Elements().Where(e => e.Name.LocalName is "loader" or "nvram" or "firmware"))
            {
                draft.CommentOut(file, why);
            }

            return;
        }

        bool isFlash = descriptor.Device == FirmwareDevice.Flash;
        string secure = descriptor.Has("requires-smm") ? " secure='yes'" : "";
        draft.Replace(loader!, isFlash
            ? $"<loader readonly='yes'{secure} type='pflash' format='{descriptor.Format}'>{descriptor.Path}</loader>"
            : $"<loader type='rom'>{descriptor.Path}</loader>", why);
        if (os.Element("nvram") is { } nvram)
        {
            draft.CommentOut(nvram, "the variables belong to the firmware that is not here; new ones are made");
        }

        if (isFlash && descriptor.TemplatePath is { } template)
        {
            draft.AlsoAppend(os, $"<nvram template='{template}' templateFormat='{descriptor.TemplateFormat}' format='{descriptor.TemplateFormat}'/>");
        }
    }

    private static void GiveUp(AdaptingDraft draft, XElement os, XElement? loader, string why)
    {
        if (os.Attribute("firmware") is { } chosen)
        {
            draft.RemoveAttribute(chosen, why);
            why = "it belongs to the firmware that is not here";
        }

        if (loader is not null)
        {
            draft.CommentOut(loader, why);
        }

        foreach (XElement rest in os.Elements().Where(e => e.Name.LocalName is "nvram" or "firmware" or "varstore"))
        {
            draft.CommentOut(rest, "it belongs to the firmware that is not here");
        }
    }
}
