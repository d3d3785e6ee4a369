using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>Makes up what identifies the guest and was left open: its uuid, generation id and MAC addresses (completion.md 3.1).</summary>
internal sealed class IdentifiersPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Warn(context);
        domain.Uuid ??= SysinfoUuid(domain) ?? RandomUuid(context.Host);
        CheckSysinfo(domain);

        if (domain.HasGenId)
        {
            domain.GenId ??= RandomUuid(context.Host);
        }

        foreach (Interface net in domain.Interfaces)
        {
            if (net.Mac is null or "00:00:00:00:00:00")
            {
                net.Mac = RandomMac(context.Host);
            }
        }
    }

    /// <summary>The file is the definition: what it leaves out is another at each start, and a guest may well mind.</summary>
    private static void Warn(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (!context.Options.ForStart)
        {
            return;
        }

        bool keepsTpm = domain.Tpms.Exists(tpm => tpm is { Backend: TpmBackend.Emulator, StateSource: null });
        bool remembers = domain.Disks.Exists(disk => disk is { DeviceKind: DiskDevice.Disk, ReadOnly: false, Transient: false });
        if (domain.Uuid is null && SysinfoUuid(domain) is null && (keepsTpm || remembers))
        {
            context.Warnings.Add("the XML has no <uuid>: a new one is drawn at each start" + (keepsTpm
                ? ", and the TPM's state, which is kept by it, begins anew" : ", and what is installed on a disk may take it for another machine")
                + " (--write-back keeps one in the file)");
        }

        if (domain.Interfaces.Exists(nic => nic.Mac is null))
        {
            context.Warnings.Add("an interface has no <mac>: a new address is drawn at each start (--write-back keeps one in the file)");
        }
    }

    /// <summary>A random UUID of version 4.</summary>
    public static Guid RandomUuid(IHostFacts host)
    {
        Span<byte> bytes = stackalloc byte[16];
        host.Random(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static Guid? SysinfoUuid(Domain domain)
    {
        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            if (sysinfo.System?.Uuid is { } text)
            {
                return Parse(text, sysinfo.System.Position);
            }
        }

        return null;
    }

    /// <summary>The guest must not read another uuid from its SMBIOS tables than the one it is known by.</summary>
    private static void CheckSysinfo(Domain domain)
    {
        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            if (sysinfo.System?.Uuid is { } text && Parse(text, sysinfo.System.Position) != (domain.HardwareUuid ?? domain.Uuid))
            {
                throw new DomainException(
                    domain.HardwareUuid is { } hardware ? $"UUID mismatch between <hwuuid> and <sysinfo>: {hardware} and {text}"
                        : $"<sysinfo> gives the uuid {text}, the domain has {domain.Uuid}: they must be the same",
                    sysinfo.System.Position);
            }
        }
    }

    private static Guid Parse(string text, SourcePosition position) =>
        Guid.TryParse(text, out Guid uuid) ? uuid : throw new DomainException($"malformed uuid '{text}' in <sysinfo>", position);

    private static string RandomMac(IHostFacts host)
    {
        Span<byte> bytes = stackalloc byte[3];
        host.Random(bytes);
        return $"52:54:00:{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}";
    }
}
