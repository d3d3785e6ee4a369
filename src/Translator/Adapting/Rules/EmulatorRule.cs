using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>The emulator of this host for the guest's architecture, and the accelerator that it has here.</summary>
internal sealed class EmulatorRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        XElement? emulator = draft.Devices.FirstOrDefault(d => d.Name.LocalName == "emulator");
        string? given = emulator?.Value.Trim();
        draft.Capabilities = Try(draft, given, out string reason);
        if (draft.Capabilities is null)
        {
            string name = "qemu-system-" + Architectures.ToQemu(draft.Architecture);
            string? own = draft.Facts.FindProgram(name)
                ?? (Architectures.IsNative(draft.Facts.Architecture, draft.Architecture) ? draft.Facts.FindProgram("/usr/libexec/qemu-kvm") : null);
            draft.Capabilities = Try(draft, own, out string ownReason);
            if (draft.Capabilities is null)
            {
                XElement about = emulator ?? draft.Root.Element("os") ?? draft.Root;
                draft.Remark(about, $"this host has no {name} for guests of architecture {draft.Architecture} (Debian: apt-get install {Package(name)})"
                    + (ownReason.Length > 0 && own is not null ? ": " + ownReason : ""));
                return;
            }

            if (emulator is not null)
            {
                draft.SetText(emulator, own!, reason);
            }
        }

        if (draft.Type is { } type && !draft.Capabilities.SupportsType(type))
        {
            DomainType best = draft.Capabilities.MainType;
            draft.SetAttribute(draft.Root, "type", DomainType.Names[best],
                $"{draft.Capabilities.EmulatorPath} cannot run type '{DomainType.Names[type]}' on this host"
                + (type == DomainType.Kvm ? ": there is no /dev/kvm that it may open, and without it guests are slow" : ""));
            draft.Settle();
        }
    }

    /// <summary>The capabilities of a program that serves the guest; null where it does not, with the reason.</summary>
    private static QemuCapabilities? Try(AdaptingDraft draft, string? path, out string reason)
    {
        reason = "";
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        if (draft.Facts.KnowsFiles && !draft.Host.Has(path))
        {
            reason = $"{path} is not on this host";
            return null;
        }

        try
        {
            QemuCapabilities capabilities = draft.Host.CapabilitiesOf(path);
            if (Architectures.Serves(capabilities.Arch, draft.Architecture))
            {
                return capabilities;
            }

            reason = $"{path} runs {capabilities.Arch} guests, not {draft.Architecture}";
        }
        catch (DomainException e)
        {
            reason = $"{path} cannot be used here: {e.Message.TrimEnd(' ', '.', ':')}";
        }

        return null;
    }

    private static string Package(string name) => name["qemu-system-".Length..] switch
    {
        "x86_64" or "i386" => "qemu-system-x86",
        "aarch64" or "arm" => "qemu-system-arm",
        "ppc64" or "ppc" => "qemu-system-ppc",
        "s390x" => "qemu-system-s390x",
        "mips" or "mipsel" or "mips64" or "mips64el" => "qemu-system-mips",
        "sparc" or "sparc64" => "qemu-system-sparc",
        "riscv32" or "riscv64" => "qemu-system-riscv",
        _ => "qemu-system-misc",
    };
}
