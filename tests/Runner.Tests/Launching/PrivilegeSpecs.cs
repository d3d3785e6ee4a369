using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>QEMU under a user of its own.</summary>
public sealed class PrivilegeSpecs
{
    [SkippableFact]
    public void QEMU_runs_as_the_configured_user_without_capabilities_and_owns_its_images_alone()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        using var test = new TestGuest();
        test.Settings = test.Settings with { User = "nobody" };
        string image = test.Root + "/disk.img";
        File.WriteAllText(image, "x");

        GuestRecord record = test.Start(change: plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, image)));

        string[] status = File.ReadAllLines($"/proc/{record.Qemu!.Value.Pid}/status");
        status.ShouldContain("Uid:\t65534\t65534\t65534\t65534");
        foreach (string set in (string[])["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
        {
            status.ShouldContain(set + ":\t0000000000000000");
        }

        status.ShouldContain("NoNewPrivs:\t1");
        TestGuest.CommandLine(record)[0].ShouldBe(TestGuest.Qemu);
        Owner(record.DomainDirectory).ShouldBe("0");
        Owner(image).ShouldBe("65534");

        test.Operations.Destroy("g");
        Owner(image).ShouldBe("0");
        File.Delete(image);
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void An_unknown_user_is_named()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        using var test = new TestGuest();
        test.Settings = test.Settings with { User = "no-such-user" };

        Should.Throw<GuestException>(() => test.Start()).Message.ShouldBe("invalid argument: Failed to parse user 'no-such-user': there is no such user here");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("+4294967295")]
    [InlineData("4294967295")]
    [InlineData("4294967296")]
    [InlineData("-1")]
    public void A_number_that_no_account_can_have_is_no_user(string user)
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        using var test = new TestGuest();
        test.Settings = test.Settings with { User = user };

        Should.Throw<GuestException>(() => test.Start()).Message.ShouldStartWith($"invalid argument: Failed to parse user '{user}'");
    }

    private static string Owner(string path) => HostCommand.Run("stat", "-c", "%u", path).Output.Trim();
}
