using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>Guests that come up and go down with their host.</summary>
public sealed class HostGuestsSpecs
{
    private const string EtcOfItsOwn = """
        mkdir -p /run/etc-virshlite /run/etc-default /etc/virshlite /etc/default
        mount --bind /run/etc-virshlite /etc/virshlite
        mount --bind /run/etc-default /etc/default
        printf 'ON_SHUTDOWN=shutdown\nPARALLEL_SHUTDOWN=4\nSHUTDOWN_TIMEOUT=60\n' > /etc/default/libvirt-guests
        """;

    [SkippableFact]
    public void Marked_guests_start_once_a_boot_and_what_ran_at_shutdown_starts_again()
    {
        using var world = new World(EtcOfItsOwn);
        string hello = File.ReadAllText(Path.Combine(Checkout.Root, "examples/hello.xml"))
            .Replace("hello.img", Path.Combine(Checkout.Root, "examples/hello.img"), StringComparison.Ordinal);
        foreach (string name in (string[])["marked", "other"])
        {
            world.Do("define", world.File_(name + ".xml", hello.Replace("<name>hello</name>", $"<name>{name}</name>", StringComparison.Ordinal)));
        }

        world.Do("autostart", "marked");

        world.Do("guests-start");
        Running(world).ShouldBe(["marked"]);
        world.Do("destroy", "marked");
        world.Do("guests-start");
        Running(world).ShouldBeEmpty();

        // a guest hears its power button once it is up
        using (Process terminal = world.Terminal($"{Programs.VirshLite} start other --console"))
        {
            HelloGuestSpecs.ReadUntil(terminal, "Hello from VirshLite!");
            terminal.StandardInput.Write('\x1d');
            terminal.StandardInput.Flush();
            terminal.WaitForExit();
        }

        world.Do("guests-stop").ShouldContain("powering other off");
        Running(world).ShouldBeEmpty();
        world.Log("other").ShouldContain("reason=shutdown");
        world.Shell("rm -f /run/virshlite/autostarted");
        world.Do("guests-start");
        Running(world).ShouldBe(["marked", "other"], ignoreOrder: true);
    }

    private static string[] Running(World world) => world.Do("list", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
