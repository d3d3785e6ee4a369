namespace VirshLite.EndToEnd;

/// <summary>Backups of running guests, put together again and compared with the disk that was (guest-state.md 5).</summary>
public sealed class BackupSpecs
{
    [SkippableFact]
    public void A_full_and_an_incremental_backup_are_the_disk_that_was()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        string images = world.Root + "/images";
        world.Shell($"mkdir -m 777 {world.Root}/pull");
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);

        world.Do("backup-begin", "g", Push(world, images + "/full.qcow2", ""), Checkpoint(world, "c1")).ShouldBe("Backup started\n\n");
        World.Until(() => world.Do("domjobinfo", "g").Contains("None", StringComparison.Ordinal), () => "the full backup");
        Same(world, images + "/full.qcow2").ShouldBeTrue();

        StateGuest.Write(world, 0x22, 1);
        world.Do("checkpoint-dumpxml", "g", "c1", "--size", "--no-domain").ShouldContain("size='1048576'");
        world.Do("backup-begin", "g", Push(world, images + "/changed.qcow2", "<incremental>c1</incremental>"), Checkpoint(world, "c2"));
        World.Until(() => world.Do("domjobinfo", "g").Contains("None", StringComparison.Ordinal), () => "the incremental backup");
        world.Shell($"qemu-img rebase -u -F qcow2 -b {images}/full.qcow2 {images}/changed.qcow2");
        Same(world, images + "/changed.qcow2").ShouldBeTrue();
        StateGuest.Holds(world, images + "/full.qcow2", 0x22, 1).ShouldBeFalse();

        // whoever fetches it sees one moment, whatever is written meanwhile
        world.Shell($"cp {images}/changed.qcow2 {images}/moment.qcow2");
        StateGuest.Write(world, 0x33, 2);
        world.Shell($"qemu-img convert -U -O raw {StateGuest.Disk(world)} {images}/then.raw");
        world.Do("backup-begin", "g", Pull(world, "c2"));
        StateGuest.Write(world, 0x44, 3);
        world.Shell($"qemu-img convert -O raw 'nbd+unix:///vda?socket={world.Root}/pull/socket' {images}/pulled.raw");
        world.Shell($"cmp {images}/then.raw {images}/pulled.raw");
        string map = world.Shell($"qemu-img map --output=json --image-opts 'driver=nbd,export=vda,server.type=unix,server.path={world.Root}/pull/socket,"
            + "x-dirty-bitmap=qemu:dirty-bitmap:backup-vda'");
        map.ShouldMatch("\"start\": 2097152, \"length\": 1048576[^}]*\"data\": false", "the one MiB that has changed since c2");
        world.Do("backup-dumpxml", "g").ShouldContain("exportbitmap='backup-vda'");
        world.VirshLite("save", "g", images + "/saved").Error.ShouldContain("cannot acquire state change lock");
        StateGuest.State(world).ShouldStartWith("running");
        world.Do("domjobabort", "g");
        world.VirshLite("backup-dumpxml", "g").Error.ShouldContain("no domain backup job present");

        // a checkpoint whose bitmap lies in an image that is only read by now
        world.Do("snapshot-create-as", "g", "s1", "--disk-only", "--no-metadata");
        world.Do("checkpoint-delete", "g", "c1");
        world.Do("checkpoint-list", "g", "--name").Trim().ShouldBe("c2");
        world.Shell($"qemu-img info -U {StateGuest.Disk(world)}").ShouldNotContain("name: c1");
        StateGuest.Write(world, 0x55, 4);
        world.Do("destroy", "g");
    }

    private static bool Same(World world, string backup) => world.Run(["qemu-img", "compare", "-U", StateGuest.Disk(world), backup]).ExitCode == 0;

    private static string Push(World world, string target, string more) => world.File_("backup.xml", $"""
        <domainbackup>{more}<disks><disk name='vda' type='file'><driver type='qcow2'/><target file='{target}'/></disk></disks></domainbackup>
        """);

    private static string Pull(World world, string since) => world.File_("backup.xml", $"""
        <domainbackup mode='pull'><incremental>{since}</incremental><server transport='unix' socket='{world.Root}/pull/socket'/><disks>
        <disk name='vda' type='file'><driver type='qcow2'/><scratch file='{world.Root}/images/scratch.qcow2'/></disk></disks></domainbackup>
        """);

    private static string Checkpoint(World world, string name) =>
        world.File_("checkpoint.xml", $"<domaincheckpoint><name>{name}</name><disks><disk name='vda' checkpoint='bitmap'/></disks></domaincheckpoint>");
}
