namespace VirshLite.EndToEnd;

/// <summary>Backups that are fetched by TLS (guest-state.md 5.2, 5.3): who has a certificate of the right authority gets the disk, nobody else does.</summary>
public sealed class BackupTlsSpecs
{
    private const string Server = "127.0.0.1";
    private const int Port = 10809;

    [SkippableFact]
    public void Only_who_has_a_certificate_of_the_authority_fetches_the_disk()
    {
        using var world = new World(StateGuest.EtcOfItsOwn + " && ip link set lo up");
        Certificates.Make(world, "/run/pki", "localhost");
        Certificates.Make(world, "/run/pki-of-others", "localhost");
        world.Shell("""echo '{"backup_tls_x509_cert_dir":"/run/pki","backup_tls_x509_verify":true}' >/etc/virshlite/virshlite.json""");
        StateGuest.Define(world);
        string images = world.Root + "/images";
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 3);

        world.Do("backup-begin", "g", Pull(world)).ShouldBe("Backup started\n\n");
        world.Shell($"qemu-img convert -U -O raw {StateGuest.Disk(world)} {images}/then.raw");
        StateGuest.Write(world, 0x22, 3);

        string fetched = Fetch(world, "/run/pki", $"{images}/pulled.raw");
        fetched.ShouldBeEmpty();
        world.Shell($"cmp {images}/then.raw {images}/pulled.raw");
        Fetch(world, "/run/pki-of-others", $"{images}/stolen.raw").ShouldContain("certificate", Case.Insensitive);
        world.Shell($"qemu-img info nbd://{Server}:{Port}/vda 2>&1 || true").ShouldContain("TLS", Case.Insensitive);

        Objects(world).ShouldContain("objlibvirt_backup_tls0");
        world.Do("domjobabort", "g");
        Objects(world).ShouldNotContain("objlibvirt_backup_tls0");
        StateGuest.Holds(world, 0x22, 3).ShouldBeTrue();
        world.Do("destroy", "g");
    }

    /// <summary>What it says where it does not come to a whole image; nothing where it does.</summary>
    private static string Fetch(World world, string certificates, string target) => world.Shell(
        $"qemu-img convert -O raw --object tls-creds-x509,id=tls0,dir={certificates},endpoint=client "
        + $"--image-opts driver=nbd,export=vda,server.type=inet,server.host={Server},server.port={Port},tls-creds=tls0,tls-hostname=localhost {target} "
        + "2>&1 || true");

    private static string Objects(World world) => world.Do("qemu-monitor-command", "g", """{"execute":"qom-list","arguments":{"path":"/objects"}}""");

    private static string Pull(World world) => world.File_("backup.xml", $"""
        <domainbackup mode='pull'><server transport='tcp' tls='yes' name='{Server}' port='{Port}'/><disks>
        <disk name='vda' type='file'><driver type='qcow2'/><scratch file='{world.Root}/images/scratch.qcow2'/></disk></disks></domainbackup>
        """);
}
