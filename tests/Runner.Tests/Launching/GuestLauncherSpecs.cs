using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Launching;

public sealed class GuestLauncherSpecs
{
    [SkippableFact]
    public void A_started_guest_runs_is_listed_and_answers_on_its_monitor()
    {
        using var test = new TestGuest();

        GuestRecord record = test.Start();

        record.State.ShouldBe(GuestState.Running);
        record.Id.ShouldBe(1);
        test.Operations.List().Select(g => g.Name).ShouldBe(["g"]);
        test.Operations.Get("1").Name.ShouldBe("g");
        test.Operations.Get(record.Uuid.ToString()).Name.ShouldBe("g");
        test.Operations.Execute("g", "query-status").GetProperty("status").GetString().ShouldBe("running");
        test.Operations.HumanMonitorCommand("g", "info status").ShouldContain("VM status: running");
    }

    [SkippableFact]
    public void QEMU_gets_the_planned_words_and_only_the_planned_descriptors()
    {
        using var test = new TestGuest();

        GuestRecord record = test.Start();

        LaunchPlan plan = test.Plan("g", record.Id);
        TestGuest.CommandLine(record).ShouldBe([TestGuest.Qemu, .. PlanRenderer.Arguments(plan, new DenseNumbering(plan))]);
        string pid = record.Qemu!.Value.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        File.ResolveLinkTarget($"/proc/{pid}/fd/0", false)!.FullName.ShouldBe("/dev/null");
        File.ResolveLinkTarget($"/proc/{pid}/fd/1", false)!.FullName.ShouldBe(test.Store.DirectoryOf("g") + "/output");
        File.ResolveLinkTarget($"/proc/{pid}/fd/2", false)!.FullName.ShouldBe(test.Store.DirectoryOf("g") + "/output");
        new FileInfo($"/proc/{pid}/fd/3").LinkTarget!.ShouldStartWith("socket:");
        File.ResolveLinkTarget($"/proc/{pid}/cwd", false)!.FullName.ShouldBe("/");
        File.ReadAllText($"/proc/{pid}/status").ShouldContain("Umask:\t0002");
        File.ReadAllText($"/proc/{pid}/environ").TrimEnd('\0').Split('\0').ShouldBe(plan.Environment.Select(e => e.Key + "=" + e.Value));
    }

    [SkippableFact]
    public void A_destroyed_guest_leaves_nothing_but_its_log()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start(change: plan =>
        {
            plan.Directories.Add(new PlannedDirectory(plan.Paths.ChannelDirectory, FileModes.GroupDirectory));
            plan.Files.Add(new PlannedFile(plan.Paths.MasterKeyFile, PlannedFileKind.Content, FileModes.OwnerFile) { Content = new byte[32] });
            plan.Resources.Add(new ListeningSocket("serial0-source", plan.Paths.ChannelDirectory + "/serial0.sock"));
        });
        File.Exists(record.DomainDirectory + "/master-key.aes").ShouldBeTrue();
        File.GetUnixFileMode(record.DomainDirectory + "/master-key.aes").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(record.DomainDirectory).ShouldBe(FileModes.GroupPassageDirectory);

        test.Operations.Destroy("g");

        record.Qemu!.Value.IsAlive.ShouldBeFalse();
        test.Operations.List().ShouldBeEmpty();
        test.Leftovers().ShouldBeEmpty();
        test.Log().ShouldContain("shutting down, reason=destroyed");
    }

    [SkippableFact]
    public void The_log_begins_with_the_command_as_libvirt_writes_it()
    {
        using var test = new TestGuest();
        test.Start();

        string[] lines = test.Log().Split('\n');

        lines[0].ShouldMatch(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: starting up virshlite version: ");
        lines[1].ShouldBe("LC_ALL=C \\");
        lines[4].ShouldBe("/usr/bin/qemu-system-x86_64 \\");
        lines[5].ShouldBe("-name guest=g,debug-threads=on \\");
    }

    [SkippableFact]
    public void QEMUs_own_words_tell_why_it_did_not_start_and_nothing_is_left()
    {
        using var test = new TestGuest();

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => TestGuest.Add(plan, "-device", "no-such-device")));

        error.Message.ShouldStartWith("internal error: process exited while connecting to monitor: ");
        error.Message.ShouldContain("'no-such-device' is not a valid device model name");
        test.Leftovers().ShouldBeEmpty();
        test.Log().ShouldEndWith("shutting down, reason=failed\n");
    }

    [SkippableFact]
    public void A_QMP_step_that_fails_ends_the_start_and_nothing_is_left()
    {
        using var test = new TestGuest();

        var error = Should.Throw<GuestException>(() => test.Start(change: plan =>
            plan.StepsBeforeRunning.Add(new QmpStep("set_link",
                new PropertyBag().Add("name", "net0").Add("up", (bool?)false))
            { Purpose = "setting the link of net0" })));

        error.Message.ShouldBe("internal error: setting the link of net0: Device 'net0' not found");
        test.Leftovers().ShouldBeEmpty();
        test.Operations.List().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_missing_file_of_a_plan_is_named_before_anything_is_made()
    {
        using var test = new TestGuest();

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => plan.Requirements.Add(new HostRequirement("/no/such/disk.img", "disk vda"))));

        error.Message.ShouldBe("Path '/no/such/disk.img' is not accessible: No such file or directory (disk vda)");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_start_without_its_host_device_leaves_nothing()
    {
        using var test = new TestGuest();

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => plan.HostDevices.Add(new PlannedUsbDevice("hostdev0", 250, 250))));

        error.Message.ShouldStartWith("hostdev0: the host has no USB device at bus 250, device 250");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void An_active_name_is_refused()
    {
        using var test = new TestGuest();
        test.Start();

        Should.Throw<GuestException>(() => test.Start()).Message.ShouldBe("Requested operation is not valid: VM is already active: 'g' runs with id 1");
    }

    [SkippableFact]
    public void Two_guests_have_numbers_of_their_own_and_one_uuid_only_once()
    {
        using var test = new TestGuest();
        GuestRecord first = test.Start("a");

        test.Start("b").Id.ShouldBe(first.Id + 1);

        Should.Throw<GuestException>(() => test.Start("c", plan => plan.Domain.Uuid = first.Uuid))
            .Message.ShouldStartWith("operation failed: domain 'a' is already active with uuid");
        test.Operations.List().Select(g => g.Name).ShouldBe(["a", "b"]);
    }

    [SkippableFact]
    public void A_guest_started_paused_waits_for_resume()
    {
        using var test = new TestGuest();

        test.Start(options: new StartOptions { Paused = true }).State.ShouldBe(GuestState.Paused);

        test.Operations.Resume("g");
        test.Operations.Get("g").State.ShouldBe(GuestState.Running);
    }

    [SkippableFact]
    public void Remains_of_a_start_whose_launcher_was_killed_are_tidied_up()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();
        record.Supervisor?.Kill();
        TestGuest.Eventually(() => test.Store.Read("g")!.Supervisor is not null, "the supervisor's entry");
        test.Store.Read("g")!.Supervisor!.Value.Stop(TimeSpan.FromSeconds(10));
        test.Store.Write(test.Store.Read("g")! with { Started = false });

        test.Operations.List().ShouldBeEmpty();

        record.Qemu!.Value.IsAlive.ShouldBeFalse();
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void Nvram_is_copied_once_and_survives()
    {
        using var test = new TestGuest();
        string template = test.Root + "/etc/template.fd";
        Directory.CreateDirectory(test.Root + "/etc");
        File.WriteAllBytes(template, [1, 2, 3]);
        string nvram = test.Root + "/lib/nvram/g_VARS.fd";
        void WithNvram(LaunchPlan plan) => plan.Files.Add(new PlannedFile(nvram, PlannedFileKind.NvramFromTemplate,
            FileModes.OwnerFile)
        { Template = template });

        test.Start(change: WithNvram);
        File.ReadAllBytes(nvram).ShouldBe([1, 2, 3]);
        File.WriteAllBytes(nvram, [4]);
        test.Operations.Destroy("g");
        test.Start(change: WithNvram);

        File.ReadAllBytes(nvram).ShouldBe([4]);
        File.Delete(nvram);
        File.Delete(template);
    }

    [SkippableFact]
    public void A_start_that_fails_leaves_no_new_nvram()
    {
        using var test = new TestGuest();
        string template = test.Root + "/etc/template.fd";
        Directory.CreateDirectory(test.Root + "/etc");
        File.WriteAllBytes(template, [1, 2, 3]);
        string nvram = test.Root + "/lib/nvram/g_VARS.fd";

        Should.Throw<GuestException>(() => test.Start(change: plan =>
        {
            plan.Files.Add(new PlannedFile(nvram, PlannedFileKind.NvramFromTemplate, FileModes.OwnerFile) { Template = template });
            TestGuest.Add(plan, "-device", "no-such-device");
        }));

        File.Exists(nvram).ShouldBeFalse();
        File.Delete(template);
    }

    [SkippableFact]
    public void A_socket_path_in_use_by_a_directory_fails_with_its_name()
    {
        using var test = new TestGuest();
        string path = test.Root + "/run/busy";
        Directory.CreateDirectory(path + "/inside");

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => plan.Resources.Add(new ListeningSocket("x", path))));

        error.Message.ShouldBe($"Unable to bind to UNIX socket path '{path}': Address already in use");
        Directory.Delete(path, recursive: true);
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_listening_socket_does_not_block_QEMU()
    {
        using var test = new TestGuest();
        int pid = test.Start().Qemu!.Value.Pid;

        string flags = File.ReadLines($"/proc/{pid}/fdinfo/3").First(l => l.StartsWith("flags:", StringComparison.Ordinal)).Split('\t')[1];

        (Convert.ToInt32(flags, 8) & Libc.O_NONBLOCK)
            .ShouldNotBe(0, "QEMU's main loop and its monitor thread both accept for a moment, and one of them would wait for ever");
    }

    [SkippableFact]
    public void Of_several_starts_of_one_name_at_once_exactly_one_wins()
    {
        using var test = new TestGuest();
        int started = 0;
        int refused = 0;

        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            try
            {
                test.Start();
                Interlocked.Increment(ref started);
            }
            catch (GuestException e) when (e.Message.Contains("already active", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refused);
            }
        });

        (started, refused).ShouldBe((1, 3));
        test.Operations.Destroy("g");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_name_is_free_again_as_soon_as_its_guest_is_destroyed()
    {
        using var test = new TestGuest();
        for (int i = 1; i <= 5; i++)
        {
            test.Start().Id.ShouldBe(i);
            test.Operations.Destroy("g");
        }

        test.Leftovers().ShouldBeEmpty();
    }
}
