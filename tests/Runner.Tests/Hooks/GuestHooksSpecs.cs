using VirshLite.Runner.Tests.Launching;

namespace VirshLite.Runner.Tests.Hooks;

/// <summary>Hook scripts around the life of a real, small guest.</summary>
public sealed class GuestHooksSpecs
{
    [SkippableFact]
    public void Hooks_are_called_with_libvirts_arguments_in_libvirts_order()
    {
        using var test = new TestGuest();
        string log = Hook(test, "qemu");
        Hook(test, "qemu.d/20-second");
        Hook(test, "qemu.d/10-first");
        Directory.CreateDirectory(test.Root + "/etc/hooks/qemu.d/g/prepare/begin");
        File.WriteAllText(test.Root + "/etc/hooks/qemu.d/README", "no hook");

        int id = test.Start().Id;

        string[] calls = ["g prepare begin -", "g start begin -", "g started begin -"];
        File.ReadAllLines(log).ShouldBe([.. calls.SelectMany(c => Three(c, $"<domain type='qemu' id='{id}'>"))]);
        test.Operations.Destroy("g");
        File.ReadAllLines(log).Skip(9).ShouldBe([.. ((string[])["g stopped end -", "g release end destroyed"])
            .SelectMany(c => Three(c, $"<domain type='qemu' id='{id}'>"))]);
        test.Leftovers().Where(l => l != "calls" && !l.StartsWith("etc/hooks", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_hook_that_says_no_calls_the_start_off()
    {
        using var test = new TestGuest();
        string log = Hook(test, "qemu", "[ \"$2\" != prepare ] || { echo not today >&2; exit 3; }");

        GuestException refusal = Should.Throw<GuestException>(() => test.Start());

        refusal.Message.ShouldStartWith("Hook script execution failed: internal error: Child process (LC_ALL=C PATH=");
        refusal.Message.ShouldEndWith($"{test.Root}/etc/hooks/qemu g prepare begin -) unexpected exit status 3: not today");
        File.ReadAllLines(log).Select(l => l.Split(": ")[1].Split(" <")[0]).ShouldBe(["g prepare begin -", "g release end failed"]);
        test.Leftovers().Where(l => l != "calls" && !l.StartsWith("etc/hooks", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_hook_that_says_no_at_the_end_of_the_start_ends_the_guest()
    {
        using var test = new TestGuest();
        string log = Hook(test, "qemu", "[ \"$2\" != started ]");

        Should.Throw<GuestException>(() => test.Start());

        test.Operations.Find("g").ShouldBeNull();
        File.ReadAllLines(log).Select(l => l.Split(": ")[1].Split(" <")[0])
            .ShouldBe(["g prepare begin -", "g start begin -", "g started begin -", "g stopped end -", "g release end failed"]);
    }

    [SkippableFact]
    public void A_hook_that_others_may_write_is_refused()
    {
        using var test = new TestGuest();
        string log = Hook(test, "qemu");
        File.SetUnixFileMode(test.Root + "/etc/hooks/qemu", (UnixFileMode)Convert.ToInt32("777", 8));

        Should.Throw<GuestException>(() => test.Start()).Message.ShouldContain("others than its owner may write to it");
        File.Exists(log).ShouldBeFalse();
    }

    [SkippableFact]
    public void Hooks_are_left_alone_where_the_setting_says_so()
    {
        using var test = new TestGuest();
        string log = Hook(test, "qemu");
        test.Settings = test.Settings with { Hooks = false };

        test.Start();

        File.Exists(log).ShouldBeFalse();
    }

    private static IEnumerable<string> Three(string call, string xml) =>
        ((string[])["qemu", "10-first", "20-second"]).Select(script => $"{script}: {call} {xml}");

    /// <summary>A hook that notes its name, its arguments and the first line of what it reads.</summary>
    private static string Hook(TestGuest test, string name, string then = "")
    {
        string log = test.Root + "/calls";
        string script = $"{test.Root}/etc/hooks/{name}";
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, $"#!/bin/sh\nread -r first\necho \"${{0##*/}}: $* $first\" >> {log}\n{then}\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return log;
    }
}
