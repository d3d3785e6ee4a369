using VirshLite.Runner.Hooks;

namespace VirshLite.Runner.Tests.Hooks;

/// <summary>Hooks that may print other XML than they were given (host-takeover.md 9).</summary>
public sealed class HookFilterSpecs : IDisposable
{
    private static readonly string[] Words = ["g", "restore", "begin", "-"];
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Each_hook_gets_what_the_one_before_has_printed()
    {
        Hook("qemu", "sed s/a/b/");
        Hook("qemu.d/10", "cat >/dev/null");
        Hook("qemu.d/20", "sed s/b/c/");

        Scripts().Filter("qemu", Words, "<a/>").ShouldBe("<c/>");
    }

    [Fact]
    public void Hooks_that_print_nothing_change_nothing()
    {
        Hook("qemu", "cat >/dev/null");

        Scripts().Filter("qemu", Words, "<a/>").ShouldBeNull();
        new HookScripts([directory.Path + "/none"]).Filter("qemu", Words, "<a/>").ShouldBeNull();
    }

    [Fact]
    public void A_hook_that_says_no_calls_it_off()
    {
        Hook("qemu", "[ \"$2\" != restore ]");

        Should.Throw<GuestException>(() => Scripts().Filter("qemu", Words, "<a/>")).Message.ShouldStartWith("Hook script execution failed");
        Scripts().Filter("qemu", ["g", "migrate", "begin", "-"], "<a/>").ShouldBeNull();
    }

    [Fact]
    public void Hooks_of_networks_are_told_in_their_order_and_looked_at_as_those_of_guests()
    {
        Hook("network", "true");
        Hook("network.d/20", "true");
        Hook("network.d/10", "true");

        Scripts().Trusted("network").ShouldBe(((string[])["network", "network.d/10", "network.d/20"]).Select(n => $"{directory.Path}/{n}"));
        File.SetUnixFileMode(directory.Path + "/network.d/20", (UnixFileMode)Convert.ToInt32("777", 8));
        Should.Throw<GuestException>(() => Scripts().Trusted("network")).Message.ShouldContain("is refused");
    }

    private HookScripts Scripts() => new([directory.Path]);

    private void Hook(string name, string script)
    {
        string path = $"{directory.Path}/{name}";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
    }
}
