namespace VirshLite.EndToEnd;

/// <summary>Starts that cannot succeed: the error is one or two clear lines, the exit code says what kind it is, and nothing is left behind.</summary>
public sealed class FailedStartSpecs
{
    [SkippableFact]
    public void A_missing_disk_is_named()
    {
        using var world = new World();

        Fails(world,
            Xml("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/no/such/disk.img'/><target dev='vda' bus='virtio'/></disk>"), 1)
            .ShouldContain("/no/such/disk.img");
    }

    [SkippableFact]
    public void A_missing_bridge_is_named()
    {
        using var world = new World();

        Fails(world, Xml("<interface type='bridge'><source bridge='nobridge'/><model type='virtio'/></interface>"), 1)
            .ShouldContain("'nobridge': No such device");
    }

    [SkippableFact]
    public void A_port_in_use_is_told_in_QEMUs_words()
    {
        using var world = new World();
        const string graphics = "<graphics type='vnc' port='5999'/>";
        world.Do("start", world.File_("first.xml", Xml(graphics, "first")));

        string error = Fails(world, Xml(graphics), 1, leftovers: false);

        error.ShouldMatch("(?i)(in use|available port)");
        world.Do("destroy", "first");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_full_disk_ends_the_start()
    {
        using var world = new World("mount -t tmpfs -o size=16k tmpfs /var/lib && { head -c 1m /dev/zero > /var/lib/filler || true; } 2>/dev/null");

        Fails(world, Xml(""), 1, leftovers: false).ShouldContain("No space left on device");

        world.Shell("find /var/lib -mindepth 1 ! -name filler ! -name virshlite").ShouldBe("");
        world.Do("list", "--name").Trim().ShouldBe("");
    }

    [SkippableFact]
    public void A_full_log_directory_ends_the_start()
    {
        using var world = new World("mount -t tmpfs -o size=16k tmpfs /var/log && { head -c 1m /dev/zero > /var/log/filler || true; } 2>/dev/null");

        Fails(world, Xml(""), 1).ShouldContain("No space left on device");
    }

    [SkippableTheory]
    [InlineData("<domain type='qemu'><name>x</name", 3)]
    [InlineData("this is no XML", 3)]
    [InlineData("<network><name>x</name></network>", 3)]
    [InlineData(
        "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os><devices><disk type='file' wrong='1'><target "
        + "dev='vda'/></disk></devices></domain>", 3)]
    public void What_is_no_domain_is_refused_with_its_place(string text, int exitCode)
    {
        using var world = new World();

        Fails(world, text, exitCode).ShouldContain("g.xml");
    }

    [SkippableFact]
    public void A_missing_file_is_named()
    {
        using var world = new World();

        Outcome outcome = world.VirshLite("start", "/no/such/file.xml");

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Error.ShouldContain("/no/such/file.xml");
    }

    [SkippableFact]
    public void vhost_asked_for_by_name_is_refused_without_the_device_and_left_out_otherwise()
    {
        using var world = new World("ip link add br0 type bridge");
        Skip.If(File.Exists("/dev/vhost-net"), "this host has vhost-net");
        Skip.IfNot(File.Exists("/dev/kvm"), "only KVM guests get vhost-net");
        string Interface(string driver) => $"<interface type='bridge'><source bridge='br0'/><model type='virtio'/>{driver}</interface>";

        Fails(world, Xml(Interface("<driver name='vhost'/>"), type: "kvm"), 1)
            .ShouldContain("vhost-net was requested for an interface, but is unavailable: net0 needs /dev/vhost-net: No such file or directory");
    }

    private static string Fails(World world, string xml, int exitCode, bool leftovers = true)
    {
        Outcome outcome = world.VirshLite("start", world.File_("g.xml", xml));
        outcome.ExitCode.ShouldBe(exitCode, outcome.Output + outcome.Error);
        outcome.Output.ShouldBe("");
        outcome.Error.Trim().Split('\n').Length.ShouldBeLessThanOrEqualTo(4, outcome.Error);
        outcome.Error.ShouldNotContain("   at VirshLite");
        if (leftovers)
        {
            world.LeavesNothing();
        }

        world.Do("list", "--name").ShouldNotContain("g\n");
        return outcome.Error;
    }

    private static string Xml(string devices, string name = "g", string type = "qemu") => $"""
        <domain type='{type}'>
          <name>{name}</name>
          <memory unit='MiB'>16</memory>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
          <devices>
            {devices}
            <memballoon model='none'/>
          </devices>
        </domain>
        """;
}
