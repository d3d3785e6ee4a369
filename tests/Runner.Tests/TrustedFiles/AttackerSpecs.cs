using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Tests.Launching;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Tests.TrustedFiles;

/// <summary>
/// Root follows nobody (confinement.md 10): each test plays somebody who is not root, QEMU's user or a user with images of his own, and tries to get root to
/// give him a file of root's.
/// </summary>
public sealed class AttackerSpecs : IDisposable
{
    private const uint Mallory = 4444;
    private static readonly FileOwner Qemu = new(65534, 65534);
    private readonly TemporaryDirectory directory = new();
    private readonly string home;
    private readonly string victim;

    public AttackerSpecs()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root, whom the attacker is after");
        home = directory.Path + "/home";
        victim = directory.Path + "/victim";
        Directory.CreateDirectory(home);
        File.WriteAllText(victim, "root's own");
        File.SetUnixFileMode(victim, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AsRoot($"chmod 755 {directory.Path}; chown {Mallory}:{Mallory} {home}; chmod 755 {home}");
    }

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void An_image_that_is_a_link_to_a_file_of_roots_is_not_given_away()
    {
        AsMallory($"ln -s {victim} {home}/disk.img");

        Should.Throw<GuestException>(() => Give(home + "/disk.img")).Message.ShouldContain("symbolic link of user 4444");
        Owner(victim).ShouldBe("0");
    }

    [SkippableFact]
    public void A_link_in_the_middle_of_the_path_leads_nowhere_either()
    {
        AsRoot($"mkdir {directory.Path}/roots; echo x > {directory.Path}/roots/disk.img; chmod 600 {directory.Path}/roots/disk.img");
        AsMallory($"ln -s {directory.Path}/roots {home}/images");

        Should.Throw<GuestException>(() => Give(home + "/images/disk.img")).Message.ShouldContain("symbolic link");
        Owner(directory.Path + "/roots/disk.img").ShouldBe("0");
    }

    [SkippableFact]
    public void A_second_name_of_a_file_of_roots_is_not_given_away()
    {
        // as where the kernel does not protect hard links
        AsRoot($"ln {victim} {home}/disk.img");

        Should.Throw<GuestException>(() => Give(home + "/disk.img")).Message.ShouldContain("second name");
        Owner(victim).ShouldBe("0");
    }

    [SkippableFact]
    public void A_program_that_runs_as_root_is_not_given_away()
    {
        AsRoot($"cp {victim} {directory.Path}/program; chmod 4755 {directory.Path}/program");

        Should.Throw<GuestException>(() => Give(directory.Path + "/program")).Message.ShouldContain("setuid");
    }

    [SkippableTheory]
    [InlineData("/etc/shadow")]
    [InlineData("/etc/passwd")]
    [InlineData("/usr/bin/env")]
    public void Files_of_the_host_itself_are_not_given_away(string path)
    {
        string before = Owner(path);

        Should.Throw<GuestException>(() => Give(path)).Message.ShouldContain("is not given to QEMU's user");
        Owner(path).ShouldBe(before);
    }

    [SkippableFact]
    public void An_image_of_the_users_own_behind_his_own_link_is_given_and_comes_back()
    {
        AsMallory($"echo x > {home}/real.img; ln -s real.img {home}/disk.img");

        CleanupAction back = Give(home + "/disk.img")!;
        Owner(home + "/real.img").ShouldBe("65534");

        back.Run();
        Owner(home + "/real.img").ShouldBe("4444");
    }

    [SkippableFact]
    public void An_image_that_was_swapped_for_a_link_while_the_guest_ran_does_not_make_root_give_the_victim_away()
    {
        AsMallory($"echo x > {home}/disk.img");
        CleanupAction back = Give(home + "/disk.img")!;
        AsMallory($"mv {home}/disk.img {home}/kept; ln -s {victim} {home}/disk.img");

        back.Run();

        Owner(victim).ShouldBe("0");
    }

    [SkippableFact]
    public void An_image_that_was_swapped_for_a_second_name_of_the_victim_is_left_alone_too()
    {
        AsMallory($"echo x > {home}/disk.img");
        CleanupAction back = Give(home + "/disk.img")!;
        AsRoot($"rm {home}/disk.img; ln {victim} {home}/disk.img");

        back.Run();

        Owner(victim).ShouldBe("0");
    }

    [SkippableFact]
    public void A_planted_link_beside_a_file_that_root_replaces_is_not_written_through()
    {
        AsMallory($"ln -s {victim} {home}/master-key.aes.new");

        Files.WriteAtomically(home + "/master-key.aes", "key"u8, UnixFileMode.UserRead, owner: Qemu);

        File.ReadAllText(victim).ShouldBe("root's own");
        Owner(victim).ShouldBe("0");
        File.ReadAllText(home + "/master-key.aes").ShouldBe("key");
        Owner(home + "/master-key.aes").ShouldBe("65534");
    }

    [SkippableFact]
    public void A_planted_link_in_place_of_a_log_is_refused()
    {
        AsMallory($"ln -s {victim} {home}/guest.log");

        Should.Throw<NativeException>(() => Files.OpenOutput(home + "/guest.log", append: true, UnixFileMode.UserRead));
    }

    [SkippableFact]
    public void Deleting_a_tree_follows_no_link_out_of_it()
    {
        AsRoot($"mkdir {directory.Path}/precious; echo x > {directory.Path}/precious/file");
        AsMallory($"mkdir -p {home}/tree/a; ln -s {directory.Path}/precious {home}/tree/link; ln -s {victim} {home}/tree/a/file");

        TrustedTree.Delete(home + "/tree");

        Directory.Exists(home + "/tree").ShouldBeFalse();
        File.Exists(directory.Path + "/precious/file").ShouldBeTrue();
        File.ReadAllText(victim).ShouldBe("root's own");
    }

    [SkippableFact]
    public void Deleting_a_tree_whose_top_was_swapped_for_a_link_removes_the_link_alone()
    {
        AsRoot($"mkdir {directory.Path}/precious; echo x > {directory.Path}/precious/file");
        AsMallory($"ln -s {directory.Path}/precious {home}/tree");

        TrustedTree.Delete(home + "/tree");

        File.Exists(directory.Path + "/precious/file").ShouldBeTrue();
    }

    [SkippableFact]
    public void Deleting_a_tree_that_somebody_else_put_in_the_place_of_ours_does_nothing()
    {
        AsMallory($"mkdir {home}/tree; echo x > {home}/tree/file");

        TrustedTree.Delete(home + "/tree", new FileIdentity(1, 2, 3));

        File.Exists(home + "/tree/file").ShouldBeTrue();
    }

    [SkippableFact]
    public void A_socket_that_somebody_else_put_in_place_is_not_given_away()
    {
        AsMallory($"ln -s {victim} {home}/helper.sock");

        Should.Throw<NativeException>(() => UnixSockets.Give(home + "/helper.sock", Mallory, Qemu));
        Owner(victim).ShouldBe("0");
    }

    [SkippableFact]
    public void The_socket_of_a_supervisor_turns_everybody_but_root_away()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();
        AsRoot($"chmod 711 {test.Root} {test.Root}/run {test.Root}/run/guests; chmod 666 {record.SupervisorSocket}");

        Skip.IfNot(File.Exists("/usr/bin/perl"), "needs perl, who plays the attacker");
        string script = $"use IO::Socket::UNIX; $s = IO::Socket::UNIX->new(Peer => '{record.SupervisorSocket}') or die; print 'connected '; print <$s>";

        CommandResult asked = HostCommand.Run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "perl", "-e", script);

        asked.Output.ShouldBe("connected ");
        test.Operations.Destroy("g");
    }

    [SkippableFact]
    public void What_root_keeps_for_a_guest_lies_where_QEMUs_user_cannot_put_anything()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();

        string listing = HostCommand.Run("stat", "-c", "%u %a", record.DomainDirectory, record.MonitorSocket, Path.GetDirectoryName(record.SupervisorSocket)!)
            .Output;

        listing.ShouldBe("0 710\n0 600\n0 700\n");
        HostCommand.Run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "ln", "-s", victim, record.DomainDirectory + "/master-key.aes.new")
            .Success.ShouldBeFalse();
        test.Operations.Destroy("g");
        test.Leftovers().ShouldBeEmpty();
    }

    private static CleanupAction? Give(string path)
    {
        using TrustedFile file = TrustedFile.Open(path);
        var change = new OwnershipChange(new GuestResource(ResourceKind.Disk, path), Qemu, IsRemembered: true, GiveBack.Former);
        OwnershipGrant? grant = OwnershipGrant.Plan(file, change);
        grant?.Give(file);
        return grant is null ? null : CleanupAction.Ownership(OwnershipGrant.Parse(grant.Words)!);
    }

    private static void AsRoot(string script) => HostCommand.Run("sh", "-ec", script).Success.ShouldBeTrue(script);

    private static void AsMallory(string script) =>
        HostCommand.Run("setpriv", "--reuid=4444", "--regid=4444", "--clear-groups", "--", "sh", "-ec", script).Success.ShouldBeTrue(script);

    private static string Owner(string path) => HostCommand.Run("stat", "-c", "%u", path).Output.Trim();
}
