namespace VirshLite.Faults;

/// <summary>An image that a guest has is not given to another, and the refusal says who has it.</summary>
public sealed class ImageLockSpecs
{
    private const string Disk = """
        <disk type='file' device='disk'>
          <driver name='qemu' type='raw'/><source file='/var/lib/images/disk.img'/><target dev='vda' bus='virtio'/>
        </disk>
        """;

    [SkippableFact]
    public void The_guest_that_has_the_image_is_named()
    {
        using var world = new World();
        world.Shell("mkdir /var/lib/images && truncate -s 1M /var/lib/images/disk.img");
        world.File_("g.xml", TinyGuest.Xml("g", Disk));
        world.File_("h.xml", TinyGuest.Xml("h", Disk));
        world.Do("start", "g.xml");
        int holder = world.QemuOf("g");

        Outcome start = world.VirshLite("start", "h.xml");
        start.ExitCode.ShouldBe(1);
        start.Error.ShouldContain("Failed to get");
        start.Error.ShouldContain($"It is open in guest 'g' (process {holder})");

        world.Do("destroy", "g");
        world.Do("start", "h.xml");
        world.Do("destroy", "h");
    }
}
