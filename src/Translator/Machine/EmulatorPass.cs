using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>The QEMU binary: the first one found for the architecture where the XML names none (completion.md 3.1, capabilities.md 3.4).</summary>
internal sealed class EmulatorPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        string arch = domain.Os.Arch!;
        if (domain.Emulator is null)
        {
            domain.Emulator = Find(context.Host, arch)
                ?? throw DomainException.Unsupported($"no QEMU for architecture {arch} is installed", domain.Os.Position);
        }

        if (!Architectures.Serves(context.Capabilities.Arch, arch))
        {
            throw DomainException.Unsupported($"{domain.Emulator} runs {context.Capabilities.Arch} guests, not {arch}", domain.Os.Position);
        }

        if (!context.Capabilities.SupportsType(domain.Type))
        {
            throw DomainException.Unsupported($"{domain.Emulator} cannot run guests of type '{DomainType.Names[domain.Type]}' on this host");
        }
    }

    private static string? Find(IHostFacts host, string arch)
    {
        bool native = Architectures.IsNative(host.Architecture, arch);
        string? path = arch == "armv7l" && host.Architecture == "aarch64" ? host.FindProgram("qemu-system-aarch64") : null;
        path ??= host.FindProgram("qemu-system-" + Architectures.ToQemu(arch));
        if (path is null && (native || Architectures.IsPpc64(arch)))
        {
            path = host.FindProgram("qemu-system-" + Architectures.ToQemu(native ? host.Architecture : arch));
        }

        return path ?? (native ? host.FindProgram("/usr/libexec/qemu-kvm") : null);
    }
}
