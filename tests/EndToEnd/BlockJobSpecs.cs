namespace VirshLite.EndToEnd;

/// <summary>Block jobs on real guests: contents move between images, and both definitions follow (guest-state.md 4).</summary>
public sealed class BlockJobSpecs
{
    [SkippableFact]
    public void Images_are_merged_and_the_guest_goes_on_in_what_is_left()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);
        foreach (string name in (string[])["s1", "s2", "s3"])
        {
            world.Do("snapshot-create-as", "g", name, "--disk-only", "--no-metadata");
            StateGuest.Write(world, 0x20 + name[1], name[1] - '0');
        }

        // in the middle: s2 into s1
        world.Do("blockcommit", "g", "vda", "--top", "vda[3]", "--base", "vda[2]", "--wait", "--verbose", "--delete").ShouldContain("Commit complete");
        File.Exists(world.Root + "/images/disk.s2").ShouldBeFalse();
        StateGuest.Holds(world, $"{world.Root}/images/disk.s1", 0x20 + '2', 2).ShouldBeTrue();

        // all into the lowest, seen as a mirror until the guest goes over
        world.Do("blockcommit", "g", "vda", "--active", "--wait", "--verbose").ShouldContain("Now in synchronized phase");
        World.Until(() => world.Do("dumpxml", "g").Contains("<mirror type='file' job='active-commit' ready='yes'>", StringComparison.Ordinal), () => "mirror");
        world.VirshLite("blockpull", "g", "vda").Error.ShouldContain("disk 'vda' already in active block job");
        world.Do("blockjob", "g", "vda", "--pivot");
        string live = world.Do("dumpxml", "g");
        live.ShouldContain($"<source file='{StateGuest.Disk(world)}' index='1'/>\n      <backingStore/>");
        live.ShouldNotContain("<mirror");
        world.Do("dumpxml", "g", "--inactive").ShouldContain($"<source file='{StateGuest.Disk(world)}'/>");
        for (int i = 1; i <= 3; i++)
        {
            StateGuest.Holds(world, 0x20 + '0' + i, i).ShouldBeTrue();
        }

        world.Do("blockjob", "g", "vda").ShouldBe("No current block job for vda\n");
        world.Do("destroy", "g");
    }

    [SkippableFact]
    public void A_disk_is_pulled_together_and_copied_to_another_place()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);
        world.Do("snapshot-create-as", "g", "s1", "--disk-only", "--no-metadata");
        StateGuest.Write(world, 0x22, 1);

        world.Do("blockpull", "g", "vda", "--wait", "--verbose").ShouldContain("Pull complete");
        StateGuest.Flush(world);

        world.Shell($"qemu-img info -U {world.Root}/images/disk.s1").ShouldNotContain("backing file");
        StateGuest.Holds(world, $"{world.Root}/images/disk.s1", 0x11, 0).ShouldBeTrue();
        string copy = world.Root + "/images/copy.qcow2";
        world.VirshLite("blockcopy", "g", "vda", copy).Error.ShouldBe("error: Requested operation is not valid: domain is not transient\n");
        world.Do("blockcopy", "g", "vda", copy, "--transient-job", "--pivot", "--verbose").ShouldContain("Successfully pivoted");
        (StateGuest.Holds(world, 0x11, 0), StateGuest.Holds(world, 0x22, 1)).ShouldBe((true, true));
        StateGuest.Write(world, 0x33, 2);
        StateGuest.Holds(world, copy, 0x33, 2).ShouldBeTrue();
        world.Do("dumpxml", "g", "--inactive").ShouldContain($"<source file='{copy}'/>");

        // a disk that comes later gets a number that no image has had
        world.Shell($"qemu-img create -q -f qcow2 {world.Root}/images/second.qcow2 1M");
        world.Do("attach-disk", "g", $"{world.Root}/images/second.qcow2", "vdb", "--subdriver", "qcow2", "--targetbus", "virtio");
        world.Do("dumpxml", "g").ShouldContain($"<source file='{world.Root}/images/second.qcow2' index='4'/>");
        world.Do("destroy", "g");
    }
}
