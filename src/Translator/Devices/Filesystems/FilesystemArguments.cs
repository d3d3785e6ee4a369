using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Filesystems;

/// <summary>Directories of the host for the guest: 9p, virtiofs, mtp (storage.md 13).</summary>
internal static class FilesystemArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Filesystem filesystem in builder.Domain.Filesystems)
        {
            switch (filesystem.Driver)
            {
                case null or FilesystemDriver.Default or FilesystemDriver.Path or FilesystemDriver.Handle:
                    Add9p(builder, filesystem);
                    break;
                case FilesystemDriver.Virtiofs:
                    AddVirtiofs(builder, filesystem);
                    break;
                case FilesystemDriver.Mtp:
                    AddMtp(builder, filesystem);
                    break;
                default:
                    throw DomainException.Unsupported($"Filesystem driver type '{FilesystemDriver.Names.Of(filesystem.Driver)}' not supported",
                        filesystem.Position);
            }
        }
    }

    /// <summary>Where the virtiofs daemon of the guest listens.</summary>
    public static string SocketPath(Filesystem filesystem, TranslationContext context) =>
        filesystem.Socket ?? $"{context.Paths.DomainDirectory}/{filesystem.Alias}-fs.sock";

    private static void Add9p(CommandLineBuilder builder, Filesystem filesystem)
    {
        OptionText fsdev;
        if (filesystem.Driver == FilesystemDriver.Handle)
        {
            fsdev = new OptionText("handle");
        }
        else
        {
            fsdev = new OptionText("local").Add("security_model", SecurityModel(filesystem.AccessMode));
            fsdev.Add("multidevs", filesystem.Multidevs is null or FilesystemMultidevs.Default ? null : FilesystemMultidevs.Names[filesystem.Multidevs.Value]);
            fsdev.Add("fmode", Octal(filesystem.FileMode)).Add("dmode", Octal(filesystem.DirectoryMode));
        }

        if (filesystem.WritePolicy == FilesystemWritePolicy.Immediate)
        {
            fsdev.Add("writeout", "immediate");
        }

        string id = "fsdev-" + filesystem.Alias;
        fsdev.Add("id", id).Escaped("path", filesystem.Source ?? "");
        if (filesystem.ReadOnly)
        {
            _ = builder.Context.Rules.ReadonlyFilesystemIsSwitchedOn ? fsdev.Add("readonly", true) : fsdev.Word("readonly");
        }

        builder.Add("-fsdev", fsdev);
        builder.Plan.Requirements.Add(new(filesystem.Source!, $"file system {filesystem.Alias}"));
        ZpciArguments.Add(builder, filesystem);
        PropertyBag device = new PropertyBag().Add("driver", VirtioDriver.Name("virtio-9p", filesystem, builder.Context, filesystem.Model));
        VirtioDriver.AddOptions(device, filesystem.VirtioOptions);
        device.Add("id", filesystem.Alias).Add("fsdev", id).Add("mount_tag", filesystem.Target);
        builder.AddDevice(AddressProperties.Add(device, filesystem, builder.Context));
    }

    private static void AddVirtiofs(CommandLineBuilder builder, Filesystem filesystem)
    {
        string chardev = "chr-vu-" + filesystem.Alias;
        if (filesystem.Socket is null)
        {
            VirtiofsdHelper.Add(builder, filesystem);
        }

        var socket = new ChardevSource { Type = ChardevType.Unix, Mode = ChardevMode.Connect, Path = SocketPath(filesystem, builder.Context) };
        ChardevArguments.AddPlain(builder, socket, chardev, filesystem.Alias!);
        ZpciArguments.Add(builder, filesystem);
        PropertyBag device = new PropertyBag().Add("driver", VirtioDriver.Name("vhost-user-fs", filesystem, builder.Context, filesystem.Model));
        VirtioDriver.AddOptions(device, filesystem.VirtioOptions);
        device.Add("id", filesystem.Alias).Add("chardev", chardev).AddPositive("queue-size", filesystem.QueueSize).Add("tag", filesystem.Target)
            .AddPositive("bootindex", filesystem.EffectiveBootIndex);
        builder.AddDevice(AddressProperties.Add(device, filesystem, builder.Context));
    }

    private static void AddMtp(CommandLineBuilder builder, Filesystem filesystem)
    {
        builder.Plan.Requirements.Add(new(filesystem.Source!, $"file system {filesystem.Alias}"));
        PropertyBag device = new PropertyBag()
            .Add("driver", "usb-mtp").Add("id", filesystem.Alias).Add("rootdir", filesystem.Source).Add("desc", filesystem.Target)
                .Add("readonly", filesystem.ReadOnly);
        builder.AddDevice(AddressProperties.Add(device, filesystem, builder.Context));
    }

    private static string? SecurityModel(FilesystemAccessMode? mode) => mode switch
    {
        FilesystemAccessMode.Passthrough => "passthrough",
        FilesystemAccessMode.Mapped => "mapped",
        FilesystemAccessMode.Squash => "none",
        _ => null,
    };

    private static string? Octal(uint mode) => mode == 0 ? null : Convert.ToString(mode, 8).PadLeft(4, '0');
}
