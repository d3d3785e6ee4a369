using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Filesystems;

/// <summary>What a file system of a guest cannot be (storage.md 17.6).</summary>
internal static class FilesystemRules
{
    public static void Check(Filesystem filesystem, TranslationContext context)
    {
        Require(filesystem.Type == FilesystemType.Mount, filesystem, "only supports mount filesystem type");
        Require(filesystem.SpaceHardLimit == 0 && filesystem.SpaceSoftLimit == 0, filesystem, "space limits of a filesystem are not supported by QEMU");
        FilesystemDriver driver = filesystem.Driver ?? FilesystemDriver.Default;
        if (filesystem.FileMode != 0 || filesystem.DirectoryMode != 0)
        {
            bool is9p = driver is FilesystemDriver.Default or FilesystemDriver.Path;
            Require(is9p && filesystem.AccessMode == FilesystemAccessMode.Mapped, filesystem, "fmode and dmode must be used with accessmode=mapped");
        }

        Require(filesystem.Binary?.Sandbox is null || driver == FilesystemDriver.Virtiofs, filesystem, "sandbox can be set only with the driver type virtiofs");
        Require(filesystem.BootOrder is null || driver == FilesystemDriver.Virtiofs, filesystem,
            "boot order is supported only with the filesystem driver virtiofs");
        switch (driver)
        {
            case FilesystemDriver.Default or FilesystemDriver.Path:
                Require(
                    filesystem.Multidevs is null or FilesystemMultidevs.Default || context.Capabilities.Has(Flags.FsdevMultidevs), filesystem,
                    "multidevs is not supported with this QEMU binary");
                break;
            case FilesystemDriver.Handle when context.Rules.HandleFilesystemIsGone:
                throw DomainException.Unsupported("Filesystem driver type not supported: handle", filesystem.Position);
            case FilesystemDriver.Handle:
                Require(filesystem.AccessMode == FilesystemAccessMode.Passthrough, filesystem,
                    "only supports passthrough accessmode with the driver type handle");
                break;
            case FilesystemDriver.Virtiofs:
                Virtiofs(filesystem, context);
                break;
            case FilesystemDriver.Mtp:
                Require(context.Capabilities.Has(Flags.UsbMtp), filesystem, "MTP filesystem is not supported with this QEMU binary");
                Require(filesystem.AccessMode == FilesystemAccessMode.Passthrough, filesystem, "mtp supports only passthrough accessmode");
                break;
            default:
                throw DomainException.Unsupported($"Filesystem driver type '{FilesystemDriver.Names[driver]}' not supported by QEMU", filesystem.Position);
        }
    }

    /// <summary>The tag is how a guest finds a virtiofs file system: no other may have it.</summary>
    public static void CheckTargets(List<Filesystem> filesystems)
    {
        for (int i = 0; i < filesystems.Count; i++)
        {
            for (int j = i + 1; j < filesystems.Count; j++)
            {
                bool virtiofs = filesystems[i].Driver == FilesystemDriver.Virtiofs || filesystems[j].Driver == FilesystemDriver.Virtiofs;
                Require(!virtiofs || filesystems[i].Target != filesystems[j].Target, filesystems[j],
                    $"filesystem target '{filesystems[j].Target}' specified twice");
            }
        }
    }

    private static void Virtiofs(Filesystem filesystem, TranslationContext context)
    {
        Require(!filesystem.ReadOnly || context.Rules.VirtiofsMayBeReadonly, filesystem, "virtiofs does not yet support read-only mode");
        Require(context.Capabilities.Has(Flags.VhostUserFs), filesystem, "virtiofs is not supported with this QEMU binary");
        if (filesystem.Socket is null)
        {
            Require(filesystem.AccessMode is null or FilesystemAccessMode.Passthrough, filesystem, "virtiofs only supports passthrough accessmode");
            Require(filesystem.WritePolicy is null or FilesystemWritePolicy.Default, filesystem, "virtiofs does not support wrpolicy");
        }

        Require(filesystem.Model is null, filesystem, "virtiofs does not support model: models are for 9p");
        Require(filesystem.Format is null, filesystem, "virtiofs does not support format");
        Require(filesystem.Multidevs is null or FilesystemMultidevs.Default, filesystem, "virtiofs does not support multidevs");
        Require(SharedMemory.IsShared(context.Domain), filesystem,
            "'virtiofs' requires shared memory: <memoryBacking><access mode='shared'/> for all of the guest's memory");
        if (filesystem.BootOrder is not null)
        {
            Require(filesystem.Address is null or PciAddress, filesystem, "setting virtiofs boot order is supported only with PCI bus");
            Require(context.Capabilities.Has(Flags.VhostUserFsBootindex), filesystem, "setting virtiofs boot order is not supported with this QEMU binary");
        }
    }
}
