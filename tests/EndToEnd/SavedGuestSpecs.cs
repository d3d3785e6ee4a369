namespace VirshLite.EndToEnd;

/// <summary>Guests that are saved and come back (guest-state.md 1).</summary>
public sealed class SavedGuestSpecs
{
    [SkippableTheory]
    [InlineData("raw")]
    [InlineData("gzip")]
    public void A_saved_guest_is_gone_and_comes_back_in_the_middle_of_what_it_did(string format)
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);
        world.Do("suspend", "g");
        string before = StateGuest.Registers(world);

        world.Do("save", "g", world.Root + "/image", "--image-format", format).ShouldBe($"\nDomain 'g' saved to {world.Root}/image\n\n");

        world.Do("domstate", "g").Trim().ShouldBe("shut off");
        world.Do("save-image-dumpxml", world.Root + "/image").ShouldContain("<name>g</name>");
        world.Do("restore", world.Root + "/image").ShouldBe($"Domain restored from {world.Root}/image\n\n");
        StateGuest.State(world).ShouldBe("paused (migrating)");
        StateGuest.Registers(world).ShouldBe(before);
        StateGuest.Holds(world, 0x11, 0).ShouldBeTrue();
        world.VirshLite("restore", world.Root + "/image").Error.ShouldContain("domain 'g' is already active");
        world.Do("resume", "g");
        StateGuest.State(world).ShouldBe("running (unpaused)");
        world.Do("dumpxml", "g").ShouldContain("<alias name='virtio-disk0'/>");
        world.Do("destroy", "g");
    }

    [SkippableFact]
    public void A_defined_guest_starts_from_its_managed_save_once()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");

        world.Do("managedsave", "g").ShouldBe("\nDomain 'g' state saved by libvirt\n\n");

        world.Do("list", "--all", "--managed-save").ShouldContain("saved");
        world.VirshLite("undefine", "g").Error.ShouldContain("Refusing to undefine while domain managed save image exists");
        world.Do("start", "g");
        StateGuest.State(world).ShouldBe("running (restored)");
        world.Do("managedsave-remove", "g").ShouldBe("Domain 'g' has no manage save image; removal skipped\n\n");
        world.Do("managedsave", "g", "--paused");
        world.Do("managedsave-dumpxml", "g").ShouldContain("<name>g</name>");
        world.Do("start", "g", "--force-boot");
        StateGuest.State(world).ShouldBe("running (booted)");
        world.Do("destroy", "g");
    }

    [SkippableFact]
    public void Images_that_are_no_good_keep_no_guest_from_booting_and_are_not_lost()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        string image = $"{world.Root}/lib/virshlite/save/g.save";
        world.Do("start", "g");
        world.Do("managedsave", "g");
        byte[] whole = File.ReadAllBytes(image);

        // cut off in the stream: the start fails, and the file stays for whoever can mend it
        File.WriteAllBytes(image, whole[..(whole.Length / 2)]);
        Outcome failed = world.VirshLite("start", "g");
        failed.ExitCode.ShouldBe(1, failed.Output);
        failed.Error.ShouldContain("Failed to start domain 'g'");
        File.Exists(image).ShouldBeTrue();
        world.Do("domstate", "g").Trim().ShouldBe("shut off");

        // never finished: of no use
        "LibvirtQemudPart"u8.CopyTo(whole);
        File.WriteAllBytes(image, whole);
        world.Do("start", "g");
        StateGuest.State(world).ShouldBe("running (booted)");
        File.Exists(image).ShouldBeFalse();

        // nobody can write there: the guest goes on
        Outcome refused = world.VirshLite("save", "g", "/nowhere/image");
        refused.Error.ShouldBe(
            "error: Failed to save domain 'g' to /nowhere/image\nerror: Failed to create file '/nowhere/image': No such file or directory\n");
        StateGuest.State(world).ShouldBe("running (save canceled)");
        world.Do("destroy", "g");
    }

    [SkippableFact]
    public void A_guest_moves_into_a_new_QEMU_and_does_not_notice()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        StateGuest.Define(world);
        world.Do("start", "g");
        StateGuest.Write(world, 0x11, 0);
        world.Do("suspend", "g");
        string before = StateGuest.Registers(world);
        int former = world.QemuOf("g");

        world.Do("upgrade-qemu", "g");

        world.QemuOf("g").ShouldNotBe(former);
        StateGuest.IsAlive(former).ShouldBeFalse();
        StateGuest.Registers(world).ShouldBe(before);
        StateGuest.Holds(world, 0x11, 0).ShouldBeTrue();
        Directory.GetFiles($"{world.Root}/lib/virshlite/save").ShouldBeEmpty();
        world.Do("destroy", "g");
    }
}
