using System.Globalization;

namespace VirshLite.Faults;

/// <summary>
/// Records and journals that were cut anywhere, as a power cut or a full disk cuts them: the guest is there for every verb, and nobody else is touched.
/// </summary>
public sealed class TornRecordSpecs
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_record_that_is_cut_anywhere_hides_no_guest(bool withSupervisor)
    {
        using var world = LostGuestSpecs.Started("g");
        int qemu = world.QemuOf("g");
        string file = world.Root + "/run/virshlite/guests/g/state.json";
        byte[] whole = File.ReadAllBytes(file);
        foreach (int length in Lengths(whole.Length, Scale.Of(3, 60)))
        {
            if (!withSupervisor)
            {
                World.Until(() => LostGuestSpecs.SupervisorOf(world, "g") > 0, () => "no supervisor");
                LostGuestSpecs.Signal(LostGuestSpecs.SupervisorOf(world, "g"), "KILL", mayFail: true);
            }

            File.WriteAllBytes(file, whole[..length]);

            Outcome list = world.VirshLite("list", "--name");
            list.ExitCode.ShouldBe(0, list.Error);
            list.Output.Split('\n').ShouldContain("g", string.Create(CultureInfo.InvariantCulture, $"cut to {length} bytes: {list.Error}"));
            world.VirshLite("start", "g.xml").Error.ShouldContain("already active");
            LostGuestSpecs.IsAlive(qemu).ShouldBeTrue();
            World.Until(
                () =>
                {
                    world.Do("list");
                    return IsWhole(file);
                },
                () => "the record stays damaged: " + File.ReadAllText(file));
        }

        world.Do("destroy", "g");
        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_journal_that_is_cut_anywhere_ends_its_own_guest_only()
    {
        using var world = LostGuestSpecs.Started("other");
        world.File_("g.xml", TinyGuest.Xml("g"));
        int other = world.QemuOf("other");
        foreach (int percent in Lengths(100, Scale.Of(3, 30)))
        {
            world.Do("start", "g.xml");
            int qemu = world.QemuOf("g");
            string file = world.Root + "/run/virshlite/guests/g/undo";
            byte[] whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. whole[..(whole.Length * percent / 100)], .. "\n[\"process\",\"1\"]\n[[[\n{\"ownership\":1}\n"u8]);

            world.Do("destroy", "g");

            LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
            LostGuestSpecs.IsAlive(other).ShouldBeTrue();
        }

        world.Do("destroy", "other");
    }

    private static bool IsWhole(string file)
    {
        try
        {
            using var record = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
            return true;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or IOException)
        {
            return false;
        }
    }

    /// <summary>Nothing, all but a byte, and some in between.</summary>
    private static IEnumerable<int> Lengths(int whole, int count) =>
        Enumerable.Range(0, count - 2).Select(_ => Scale.Chance.Next(1, whole - 1)).Prepend(whole - 2).Prepend(0);
}
