using System.CommandLine;
using VirshLite.Cli.Output;
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
        var command = new VerbCommand("undefine", "forget a guest's definition; its disks stay")
        {
            Examples = [("undefine server", ""), ("undefine server --nvram", "its UEFI variables go too")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[managedSave, snapshots, checkpoints, nvram, keepNvram, tpm, keepTpm, storage, allStorage])
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
            Remove(io, parse, host.Pools, volumes);
        });
        return command;
    }

    /// <summary>Volumes of active directory pools go; others are named, and stay.</summary>
    private static void Remove(Io io, ParseResult parse, StoragePools pools, IReadOnlyList<GuestVolume> volumes)
    {
        foreach (GuestVolume volume in volumes)
        {
            if (pools.PoolOf(volume.Path) is not { IsDirectory: true } pool)
            {
                io.Error.WriteLine($"error: Storage volume '{volume.Target}'({volume.Path}) is not managed by libvirt. Remove it manually.");
                continue;
            }

            StoragePools.Delete(pool, volume.Path);
            Confirmation.Say(io, parse, $"Volume '{volume.Target}'({volume.Path}) removed.");
        }
    }
}
