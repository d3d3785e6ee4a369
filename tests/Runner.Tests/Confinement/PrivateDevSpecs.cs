using VirshLite.Runner.Commands;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Tests.Launching;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Confinement;

/// <summary>A guest's own /dev (confinement.md 6), on a real kernel.</summary>
public sealed class PrivateDevSpecs
{
    private static readonly FileOwner Nobody = new(65534, 65534);

    [SkippableFact]
    public void QEMU_sees_the_nodes_of_every_guest_and_no_others()
    {
        SkipWithoutMounts();
        using var test = new TestGuest();

        ProcessIdentity qemu = test.Start().Qemu!.Value;

        PrivateDev.NodesOf(qemu).ShouldBe(ConfinementSettings.UsualNodes.Where(File.Exists).Order(StringComparer.Ordinal));
        Directory.Exists($"/proc/{qemu.Pid}/root/dev/pts").ShouldBeTrue();
        File.Exists($"/proc/{qemu.Pid}/root/dev/fd").ShouldBeFalse();
    }

    [SkippableFact]
    public void A_disks_node_is_QEMUs_in_there_while_the_hosts_keeps_its_owner()
    {
        SkipWithoutMounts();
        using var test = new TestGuest();
        string node = RootsOwnNode();
        string link = test.Root + "/disk";
        File.CreateSymbolicLink(link, node);
        string before = Owner(node);

        ProcessIdentity qemu = test.Start(change: plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, link))).Qemu!.Value;

        Owner($"/proc/{qemu.Pid}/root{node}").ShouldBe("65534:65534");
        Owner(node).ShouldBe(before);
        test.Operations.Destroy("g");
        Owner(node).ShouldBe(before);
        File.Delete(link);
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void Without_namespaces_QEMU_has_the_hosts_dev_and_nodes_change_hands_there()
    {
        SkipWithoutMounts();
        using var test = new TestGuest();
        test.Settings = test.Settings with { Confinement = new ConfinementSettings { PrivateDev = false } };
        string node = RootsOwnNode();
        string before = Owner(node);

        GuestRecord record = test.Start(change: plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, node)));

        PrivateDev.NodesOf(record.Qemu!.Value).ShouldBeNull();
        PrivateDev.Of(record.Qemu!.Value).ShouldBeNull();
        Owner(node).ShouldBe("65534:65534");
        test.Operations.Destroy("g");
        Owner(node).ShouldBe(before);
    }

    [SkippableFact]
    public void A_running_QEMU_gets_nodes_of_what_is_plugged_in_and_loses_those_of_what_is_unplugged()
    {
        SkipWithoutMounts();
        using var test = new TestGuest();
        ProcessIdentity qemu = test.Start().Qemu!.Value;
        string node = RootsOwnNode();
        using PrivateDev dev = PrivateDev.Of(qemu).ShouldNotBeNull();
        IReadOnlyList<string> before = PrivateDev.NodesOf(qemu)!;

        dev.Show("/dev/tty", Nobody);
        dev.Show(node, Nobody);

        PrivateDev.NodesOf(qemu)!.Except(before).ShouldBe([node, "/dev/tty"], ignoreOrder: true);
        Owner($"/proc/{qemu.Pid}/root/dev/tty").ShouldBe("65534:65534");
        Owner("/dev/tty").ShouldNotBe("65534:65534");

        dev.Keep(ConfinementSettings.UsualNodes);

        IEnumerable<string> left = FileStatus.Of(node)!.Value.Mode >> 12 == 6 ? [node] : Array.Empty<string>();
        PrivateDev.NodesOf(qemu)!.Except(before).ShouldBe(left);
    }

    [SkippableFact]
    public void Links_below_dev_and_directories_show_as_on_the_host()
    {
        SkipWithoutMounts();
        using PrivateDev dev = PrivateDev.Make(out _).ShouldNotBeNull();
        string link = $"/dev/virshlite-test-{Environment.ProcessId}";
        File.CreateSymbolicLink(link, "net");
        try
        {
            dev.Show(link);
        }
        finally
        {
            File.Delete(link);
        }

        dev.Inside(() => new FileInfo(link).LinkTarget).ShouldBe("net");
        dev.Inside(() => Directory.GetFileSystemEntries("/dev/net")).ShouldBe(Directory.GetFileSystemEntries("/dev/net"));
        dev.Inside(() => File.Exists("/dev/kmsg")).ShouldBeFalse();
        File.Exists("/dev/kmsg").ShouldBeTrue();
    }

    [SkippableFact]
    public void A_node_that_a_link_of_a_stranger_leads_to_is_not_given()
    {
        SkipWithoutMounts();
        using var test = new TestGuest();
        string link = test.Root + "/disk";
        File.CreateSymbolicLink(link, RootsOwnNode());
        HostCommand.Run("chown", "-h", "1234", link).Success.ShouldBeTrue();

        Should.Throw<GuestException>(() => test.Start(change: plan => plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, link))))
            .Message.ShouldContain("symbolic link of user 1234");
    }

    [Fact]
    public void Mounts_inside_other_mounts_come_along_with_those() =>
        SharedMounts.Outermost(
        [
            "25 1 0:6 / /dev rw - devtmpfs devtmpfs rw",
            "26 25 0:23 / /dev/shm rw - tmpfs tmpfs rw",
            "27 26 0:24 / /dev/shm/inner rw - tmpfs tmpfs rw",
            "28 25 0:25 / /dev/pts rw - devpts devpts rw",
            @"29 25 0:26 / /dev/with\040blank rw - tmpfs tmpfs rw",
            "30 1 0:27 / /devices rw - tmpfs tmpfs rw",
        ]).ShouldBe(["/dev/shm", "/dev/pts", "/dev/with blank"]);

    /// <summary>A node of the host's that only root may open.</summary>
    private static string RootsOwnNode() =>
        ((string[])["/dev/loop0", "/dev/mem", "/dev/tty0", "/dev/console"]).FirstOrDefault(File.Exists) is { } node && TrustedNodes.IsDevice(node)
            ? node : throw new SkipException("no device here that only root may open");

    private static void SkipWithoutMounts()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        using PrivateDev? dev = PrivateDev.Make(out string reason);
        Skip.If(dev is null, reason);
    }

    private static string Owner(string path) => HostCommand.Run("stat", "-L", "-c", "%u:%g", path).Output.Trim();
}
