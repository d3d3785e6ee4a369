using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>undefine GUEST</c>: forgets a guest's definition; one that runs goes on until it ends.</summary>
internal static class UndefineVerb
{
    public static Command Build(Io io)
    {
        var managedSave = new Option<bool>("--managed-save") { Description = "remove its managed save" };
        var snapshots = new Option<bool>("--snapshots-metadata") { Description = "remove what is known of its snapshots" };
        var checkpoints = new Option<bool>("--checkpoints-metadata") { Description = "remove what is known of its checkpoints" };
        var nvram = new Option<bool>("--nvram") { Description = "remove its UEFI variables" };
        var keepNvram = new Option<bool>("--keep-nvram") { Description = "keep its UEFI variables" };
        var tpm = new Option<bool>("--tpm") { Description = "remove its TPM's state" };
        var keepTpm = new Option<bool>("--keep-tpm") { Description = "keep its TPM's state" };
        var storage = new Option<string?>("--storage")
        {
            Description = "remove these disks' volumes: targets or paths, with commas between",
            HelpName = "DISKS"
        };
        var allStorage = new Option<bool>("--remove-all-storage") { Description = "remove all its disks' volumes" };
        var wipe = new Option<bool>("--wipe-storage") { Description = "write zeros over the volumes before they are removed" };
        var volumeSnapshots = new Option<bool>("--delete-storage-volume-snapshots")
        {
            Description = "remove snapshots of the volumes too; volumes of directories have none, and stay where this asks for it"
        };
        var command = new VerbCommand("undefine", "forget a guest's definition; its disks stay")
        {
            Examples = [("undefine server", ""), ("undefine server --nvram", "its UEFI variables go too")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[managedSave, snapshots, checkpoints, nvram, keepNvram, tpm, keepTpm, storage, allStorage, wipe, volumeSnapshots])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (nvram, keepNvram), (tpm, keepTpm));
            if (parse.GetValue(storage) is not null && parse.GetValue(allStorage))
            {
                throw new UsageException("Specified both --storage and --remove-all-storage");
            }

            if (parse.GetValue(wipe) && parse.GetValue(storage) is null && !parse.GetValue(allStorage))
            {
                throw new UsageException("'--wipe-storage' requires '--storage <string>' or '--remove-all-storage'");
            }

            if (parse.GetValue(volumeSnapshots) && !parse.GetValue(allStorage))
            {
                throw new UsageException("Option --remove-all-storage is required by option --delete-storage-volume-snapshots");
            }

            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            if (known.IsPersistent && host.KnownGuests.KeptOf(known).HasManagedSave && !parse.GetValue(managedSave))
            {
                throw new GuestException("Refusing to undefine while domain managed save image exists");
            }

            Domain domain = GuestXml.Read(host, io, known, inactive: true);
            IReadOnlyList<GuestVolume> volumes = GuestVolume.Chosen(domain, parse.GetValue(storage)?.Split(','), parse.GetValue(allStorage));
            if (volumes.Count > 0 && known.Active is not null)
            {
                throw new GuestException("Storage volume deletion is supported only on stopped domains");
            }

            VirshWords.Or($"Failed to undefine domain '{known.Name}'", () => Undefining.Run(host.Definitions, known, domain, new UndefineOptions
            {
                ManagedSave = parse.GetValue(managedSave),
                SnapshotsMetadata = parse.GetValue(snapshots),
                CheckpointsMetadata = parse.GetValue(checkpoints),
                Nvram = parse.GetValue(nvram),
                KeepNvram = parse.GetValue(keepNvram),
                Tpm = parse.GetValue(tpm),
                KeepTpm = parse.GetValue(keepTpm),
            }));
            Confirmation.Say(io, parse, $"Domain '{known.Name}' has been undefined");
            return Remove(io, parse, host.Pools, volumes, parse.GetValue(wipe), parse.GetValue(volumeSnapshots)) ? 0 : 1;
        });
        return command;
    }

    /// <summary>Volumes of active directory pools go; others are named, and stay. False where one that was to go could not be removed.</summary>
    private static bool Remove(Io io, ParseResult parse, StoragePools pools, IReadOnlyList<GuestVolume> volumes, bool wipes, bool withSnapshots)
    {
        bool all = true;
        foreach (GuestVolume volume in volumes)
        {
            if (pools.PoolOf(volume.Path) is not { IsDirectory: true } pool)
            {
                io.Error.WriteLine($"error: Storage volume '{volume.Target}'({volume.Path}) is not managed by libvirt. Remove it manually.");
                continue;
            }

            try
            {
                if (wipes)
                {
                    Wipe(io, parse, volume);
                }

                if (withSnapshots)
                {
                    throw new GuestException("unsupported configuration: volumes of directories have no snapshots of their own; "
                        + "leave --delete-storage-volume-snapshots out");
                }

                StorageVolumes.Delete(pool, volume.Path);
                Confirmation.Say(io, parse, $"Volume '{volume.Target}'({volume.Path}) removed.");
            }
            catch (DomainException e)
            {
                io.Error.WriteLine($"error: Failed to remove storage volume '{volume.Target}'({volume.Path})\nerror: {e.Message}");
                all = false;
            }
        }

        return all;
    }

    private static void Wipe(Io io, ParseResult parse, GuestVolume volume)
    {
        VolumeWipe.Run(volume.Path);
        Confirmation.Say(io, parse, $"Wiping volume '{volume.Target}'({volume.Path}) ... Done.");
    }
}
