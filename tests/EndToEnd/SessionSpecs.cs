namespace VirshLite.EndToEnd;

/// <summary>Session mode: everybody without root's rights, in directories of their own.</summary>
public sealed class SessionSpecs
{
    /// <summary>nobody: a user that every system has.</summary>
    private const string User = "65534";

    [SkippableFact]
    public void User_networking_works_without_root()
    {
        using var world = new World();
        string guest = world.File_("user.xml", PausedGuest.Xml("<interface type='user'><mac address='52:54:00:5e:00:01'/><model type='virtio'/></interface>", "mine"));
        Func<string, Outcome> virshlite = Unprivileged(world);

        virshlite($"start --paused {guest}").ShouldSatisfyAllConditions(o => o.Error.ShouldBeEmpty(), o => o.ExitCode.ShouldBe(0));
        virshlite("list --name").Output.Trim().ShouldBe("mine");
        world.Do("list", "--name").Trim().ShouldBeEmpty("the system's guests are others");
        virshlite("domstate mine").Output.Trim().ShouldBe("paused");
        virshlite("destroy mine").ExitCode.ShouldBe(0);
        virshlite("list --name").Output.Trim().ShouldBeEmpty();
        Directory.EnumerateFiles(world.Root + "/session/run", "*.sock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_bridge_without_root_names_the_helper_that_it_needs()
    {
        using var world = new World("ip link add br0 type bridge && ip link set br0 up");
        string guest = world.File_("bridged.xml", PausedGuest.Xml("<interface type='bridge'><source bridge='br0'/><model type='virtio'/></interface>", "mine"));
        Func<string, Outcome> virshlite = Unprivileged(world);

        Outcome refused = virshlite($"start {guest}");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("qemu-bridge-helper");
        virshlite("list --all --name").Output.Trim().ShouldBeEmpty();
        Directory.EnumerateFiles(world.Root + "/session/run", "*.sock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>The program as another user runs it: a copy that this user can reach, a home and a run-time directory.</summary>
    private static Func<string, Outcome> Unprivileged(World world)
    {
        string session = world.Root + "/session";
        world.Shell($"""
            mkdir -p {session}/home {session}/run
            cp -rL '{Path.GetDirectoryName(Programs.VirshLite)}' {session}/bin
            chmod 755 {world.Root} {session}
            chown -R {User}:{User} {session}/home {session}/run
            """);
        return arguments => world.Run(
        [
            "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups",
            "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", $"HOME={session}/home", $"XDG_RUNTIME_DIR={session}/run",
            $"{session}/bin/{Path.GetFileName(Programs.VirshLite)}", .. arguments.Split(' '),
        ]);
    }
}
