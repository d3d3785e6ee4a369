using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>Disks of bus sd: boards have the card reader built in, so they get a -drive instead of a node and a device (storage.md 8.4).</summary>
internal static class SdDriveArguments
{
    public static void Add(CommandLineBuilder builder, Disk disk, DiskNodes nodes)
    {
        var drive = new OptionText();
        if (nodes.Top is { } image)
        {
            StorageArguments.AddObjects(builder, image);
            AddSource(drive, image, builder.Context);
            AddEncryption(drive, image);
            if (image.Source.Type != StorageType.Dir)
            {
                drive.Add("format", image.IsLuksRaw ? "luks" : StorageFormat.Names[image.Format]);
            }
        }

        drive.Add("if", "sd").Add("index", (long)DiskTarget.Index(disk.TargetDev));
        if (disk.ReadOnly)
        {
            drive.Add("readonly", "on");
        }

        drive.Add("cache", disk.Cache is null or DiskCache.Default ? null : DiskCache.Names[disk.Cache.Value])
            .Add("copy-on-read", disk.CopyOnRead)
            .Add("discard", disk.Discard is null or DiskDiscard.Default ? null : DiskDiscard.Names[disk.Discard.Value])
            .Add("detect-zeroes", DetectZeroes(disk))
            .Add("aio", disk.Io is null or DiskIo.Default ? null : DiskIo.Names[disk.Io.Value]);
        builder.Add("-drive", drive);
    }

    private static void AddSource(OptionText drive, ImageNode image, TranslationContext context)
    {
        StorageSource source = image.Source;
        switch (source.Type)
        {
            case StorageType.File or StorageType.Block:
                drive.Escaped("file", source.Path);
                break;
            case StorageType.Dir:
                drive.Escaped("file", (image.IsFloppy ? "fat:floppy:" : "fat:") + source.Path);
                break;
            case StorageType.Network:
                Flatten(drive, "file", ProtocolProperties.Of(image, context));
                break;
            default:
                throw DomainException.Internal($"unsupported storage type '{StorageType.Names[source.Type]}' for a disk of bus 'sd'", source.Position);
        }
    }

    private static void AddEncryption(OptionText drive, ImageNode image)
    {
        if (image.EncryptionSecrets.Count == 0)
        {
            return;
        }

        if (image.IsLuksRaw)
        {
            drive.Add("key-secret", image.EncryptionSecrets[0].Id);
        }
        else if (StorageNodes.QcowEncryption(image) is { } encryption)
        {
            Flatten(drive, "encrypt", encryption);
        }
    }

    private static string? DetectZeroes(Disk disk) => disk.DetectZeroes switch
    {
        null or DiskDetectZeroes.Default => null,
        DiskDetectZeroes.Unmap when disk.Discard != DiskDiscard.Unmap => "on",
        var mode => DiskDetectZeroes.Names[mode.Value],
    };

    /// <summary>Nested properties as dotted keys, arrays by number.</summary>
    private static void Flatten(OptionText drive, string prefix, PropertyBag bag)
    {
        foreach ((string key, PropertyValue value) in bag)
        {
            FlattenValue(drive, prefix + "." + key, value);
        }
    }

    private static void FlattenValue(OptionText drive, string key, PropertyValue value)
    {
        switch (value)
        {
            case TextProperty text:
                drive.Escaped(key, text.Text);
                break;
            case NumberProperty number:
                drive.Add(key, number.Number);
                break;
            case SwitchProperty @switch:
                drive.Add(key, (bool?)@switch.On);
                break;
            case ObjectProperty nested:
                Flatten(drive, key, nested.Properties);
                break;
            case ArrayProperty array:
                for (int i = 0; i < array.Items.Count; i++)
                {
                    FlattenValue(drive, key + "." + i.ToString(CultureInfo.InvariantCulture), array.Items[i]);
                }

                break;
        }
    }
}
