using System.Numerics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Small;

/// <summary>Checks of the devices that have few rules: rng, memballoon, nvram, shmem, vsock, crypto, pstore (devices.md 8).</summary>
internal static class SmallDeviceRules
{
    private const ulong SmallestShmemBytes = 1 << 20;
    private const ulong SmallestPstoreKiB = 4;

    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Rng rng in domain.Rngs)
        {
            CheckRng(rng, context);
        }

        CheckMemballoon(domain.Memballoon, context.Capabilities);
        CheckNvram(domain, context.Capabilities);
        foreach (Shmem shmem in domain.Shmems)
        {
            CheckShmem(shmem, context.Capabilities);
        }

        CheckVsock(domain.Vsock, context.Capabilities);
        foreach (Crypto crypto in domain.Cryptos)
        {
            Require(context.Capabilities.Has(Flags.VirtioCrypto), crypto, "this QEMU doesn't support virtio-based crypto devices");
            Require(crypto.Backend != CryptoBackend.Lkcf || context.Capabilities.Has(Flags.CryptodevBackendLkcf), crypto, "crypto backend lkcf is not supported");
        }

        CheckPstore(domain.Pstore, context.Capabilities);
    }

    private static void CheckRng(Rng rng, TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        Require(capabilities.Has(Flags.VirtioRng), rng, $"this QEMU doesn't support RNG device type '{VirtioModelNames.All[rng.Model]}'");
        string flag = rng.Backend switch
        {
            RngBackend.Random => Flags.RngRandom,
            RngBackend.Egd => Flags.RngEgd,
            _ => Flags.RngBuiltin,
        };
        Require(capabilities.Has(flag), rng, $"this QEMU doesn't support the {flag} backend");
        if (rng.EgdSource is { } source)
        {
            ChardevRules.Check(source, rng, context);
        }
    }

    private static void CheckMemballoon(Memballoon? balloon, QemuCapabilities capabilities)
    {
        if (balloon is null or { Model: MemballoonModel.None })
        {
            return;
        }

        Require(balloon.Model != MemballoonModel.Xen, balloon, "Memory balloon device type 'xen' is not supported by this version of qemu");
        Require(balloon.AutoDeflate is null || capabilities.Has(Flags.VirtioBalloonPciDeflateOnOom), balloon, "deflate-on-oom is not supported by this QEMU binary");
        Require(balloon.FreePageReporting is null || capabilities.Has(Flags.VirtioBalloonFreePageReporting), balloon, "free-page-reporting is not supported by this QEMU binary");
    }

    private static void CheckNvram(Domain domain, QemuCapabilities capabilities)
    {
        if (domain.Nvram is not { } nvram)
        {
            return;
        }

        Require(domain.IsPseries(), nvram, "nvram device is only supported for PPC64");
        Require(capabilities.Has(Flags.Nvram), nvram, "nvram device is not supported by this QEMU binary");
        Require(nvram.Address is null or SpaprVioAddress, nvram, "nvram address type must be spaprvio");
    }

    private static void CheckShmem(Shmem shmem, QemuCapabilities capabilities)
    {
        if (shmem.Name.Contains('/', StringComparison.Ordinal) || shmem.Name is "." or "..")
        {
            throw new DomainException($"shmem name '{shmem.Name}' cannot be a path: no '/', '.' or '..'", shmem.Position);
        }

        if (shmem.SizeBytes is { } size && (size < SmallestShmemBytes || !BitOperations.IsPow2(size)))
        {
            throw new DomainException("shmem size must be a power of 2 and at least 1 MiB (1024 KiB)", shmem.Position);
        }

        string? flag = shmem.Model switch
        {
            ShmemModel.IvshmemPlain => Flags.IvshmemPlain,
            ShmemModel.IvshmemDoorbell => Flags.IvshmemDoorbell,
            _ => null,
        };
        Require(flag is not null && capabilities.Has(flag), shmem, $"shmem model '{ShmemModelNames.All[shmem.Model]}' is not supported by this QEMU binary");
    }

    private static void CheckVsock(Vsock? vsock, QemuCapabilities capabilities)
    {
        if (vsock is null)
        {
            return;
        }

        Require(capabilities.Has(Flags.VhostVsock), vsock, "vhost-vsock is not supported with this QEMU binary");
        if (vsock.Cid is 1 or 2)
        {
            throw new DomainException("guest CIDs must be >= 3", vsock.Position);
        }
    }

    private static void CheckPstore(Pstore? pstore, QemuCapabilities capabilities)
    {
        if (pstore is null)
        {
            return;
        }

        Require(capabilities.Has(Flags.AcpiErst), pstore, "acpi-erst is not supported with this QEMU binary");
        if (pstore.SizeKiB < SmallestPstoreKiB || !BitOperations.IsPow2(pstore.SizeKiB))
        {
            throw new DomainException("pstore size must be a power of 2 and at least 4 KiB", pstore.Position);
        }

        Require(pstore.Address is null or PciAddress, pstore, "acpi-erst supports only PCI address type");
    }
}
