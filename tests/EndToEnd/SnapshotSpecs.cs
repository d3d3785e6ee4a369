namespace VirshLite.EndToEnd;

/// <summary>Snapshots of real guests: what was written after one is gone once the guest is back at it (guest-state.md 3).</summary>
public sealed class SnapshotSpecs
{
    [SkippableFact]
    public void Internal_snapshots_hold_disk_and_memory()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);

        world.Do("snapshot-create-as", "g", "before").ShouldBe("Domain snapshot before created\n");

        StateGuest.Write(world, 0x22, 0);
        world.Do("snapshot-revert", "g", "before").ShouldBe("Domain snapshot before reverted\n\n");
        StateGuest.State(world).ShouldBe("running (from snapshot)");
        StateGuest.Holds(world, 0x11, 0).ShouldBeTrue();
        world.Do("snapshot-delete", "g", "before");
        world.Shell($"qemu-img snapshot -U -l {StateGuest.Disk(world)}").ShouldNotContain("before");
        world.Do("destroy", "g");

        // and of a guest that is off
        world.Do("snapshot-create-as", "g", "off");
        world.Do("start", "g");
        StateGuest.Write(world, 0x33, 0);
        world.Do("snapshot-revert", "g", "off");
        world.Do("domstate", "g").Trim().ShouldBe("shut off");
        StateGuest.Holds(world, StateGuest.Disk(world), 0x11, 0).ShouldBeTrue();
        world.VirshLite("undefine", "g").Error.ShouldContain("cannot delete inactive domain with 1 snapshots");
    }

    [SkippableFact]
    public void External_snapshots_leave_the_images_below_as_they_are()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);

        world.Do("snapshot-create-as", "g", "s1", "--disk-only");
        StateGuest.Write(world, 0x22, 0);
        world.Do("snapshot-create-as", "g", "s2", "--memspec", world.Root + "/images/s2.mem");
        StateGuest.Write(world, 0x33, 0);

        world.Do("snapshot-list", "g", "--tree").Trim().ShouldBe("s1\n  |\n  +- s2");
        StateGuest.Holds(world, StateGuest.Disk(world), 0x11, 0).ShouldBeTrue();
        StateGuest.Holds(world, $"{world.Root}/images/disk.s1", 0x22, 0).ShouldBeTrue();
        string live = world.Do("dumpxml", "g");
        live.ShouldContain($"<source file='{world.Root}/images/disk.s2' index='3'/>");
        live.ShouldContain("<backingStore type='file' index='2'>");
        live.ShouldContain("<alias name='virtio-disk0'/>");
        world.Do("dumpxml", "g", "--inactive").ShouldContain($"<source file='{world.Root}/images/disk.s2'/>");

        world.Do("snapshot-revert", "g", "s2");
        StateGuest.State(world).ShouldBe("running (from snapshot)");
        StateGuest.Holds(world, 0x22, 0).ShouldBeTrue();
        StateGuest.Write(world, 0x44, 1);

        // what only a snapshot's image holds goes into the one below
        world.Do("snapshot-delete", "g", "s2");
        File.Exists(world.Root + "/images/s2.mem").ShouldBeFalse();
        world.Do("snapshot-delete", "g", "s1");
        world.Do("snapshot-list", "g", "--name").Trim().ShouldBeEmpty();
        (StateGuest.Holds(world, 0x22, 0), StateGuest.Holds(world, 0x44, 1)).ShouldBe((true, true));
        Directory.GetFiles(world.Root + "/images").ShouldBe([StateGuest.Disk(world)]);
        world.Do("destroy", "g");
        world.Do("start", "g");
        (StateGuest.Holds(world, 0x22, 0), StateGuest.Holds(world, 0x44, 1)).ShouldBe((true, true));
        world.Do("destroy", "g");
    }

    [SkippableFact]
    public void What_cannot_be_kept_is_refused_before_anything_is_done()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        string before = world.Do("dumpxml", "g");

        world.VirshLite("snapshot-create-as", "g", ".hidden", "--disk-only").Error.ShouldContain("invalid snapshot name '.hidden': name can't start with '.'");
        world.VirshLite("snapshot-create-as", "g", "a/b", "--disk-only").Error.ShouldContain("invalid snapshot name 'a/b': name can't contain '/'");
        world.VirshLite("snapshot-create-as", "g", "x", "--disk-only", "--diskspec", "vda,file=rel").Error
            .ShouldBe("error: XML error: disk snapshot image path 'rel' must be absolute\n");

        world.Do("dumpxml", "g").ShouldBe(before);
        Directory.GetFiles(world.Root + "/images").ShouldBe([StateGuest.Disk(world)]);
        world.Do("destroy", "g");
    }
}
