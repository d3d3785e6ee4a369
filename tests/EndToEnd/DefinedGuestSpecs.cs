namespace VirshLite.EndToEnd;

/// <summary>A guest that is defined: started by name, persistent while it runs.</summary>
public sealed class DefinedGuestSpecs
{
    private const string EtcOfItsOwn = "mkdir -p /run/etc-virshlite /etc/virshlite && mount --bind /run/etc-virshlite /etc/virshlite";

    [SkippableFact]
    public void A_defined_guest_is_started_by_name_once()
    {
        using var world = new World(EtcOfItsOwn);
        string hello = Path.Combine(Checkout.Root, "examples/hello.xml");
        world.Do("define", hello);

        world.Do("start", "hello").ShouldStartWith("Domain 'hello' started");

        world.Do("list", "--all", "--persistent", "--name").Trim().ShouldBe("hello");
        world.VirshLite("start", "hello").Error.ShouldBe("error: Domain is already active\n");
        CommandLines.Running(world, "hello").ShouldBe(CommandLines.Shown(world, "--domain", "hello"));
        world.Do("undefine", "hello");
        world.Do("list", "--transient", "--name").Trim().ShouldBe("hello");
        world.Do("define", world.File_("again.xml", world.Do("dumpxml", "hello")));
        world.Do("list", "--persistent", "--name").Trim().ShouldBe("hello");
        world.Do("desc", "hello", "--live", "as it runs");
        world.Do("desc", "hello").ShouldBe("as it runs\n");
        world.Do("desc", "hello", "--config").ShouldBe("No description for domain: hello\n");
        world.Do("destroy", "hello");
        world.Do("domstate", "hello").Trim().ShouldBe("shut off");
        world.Do("undefine", "hello");
        world.VirshLite("domstate", "hello").ExitCode.ShouldBe(4);
    }

    [SkippableFact]
    public void A_created_guest_is_gone_when_it_ends()
    {
        using var world = new World(EtcOfItsOwn);
        string hello = Path.Combine(Checkout.Root, "examples/hello.xml");

        world.Do("create", hello).ShouldBe($"Domain 'hello' created from {hello}\n\n");

        world.Do("list", "--all", "--transient", "--name").Trim().ShouldBe("hello");
        world.Do("destroy", "hello");
        world.Do("list", "--all", "--name").Trim().ShouldBeEmpty();
    }
}
