using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Guests;

public sealed class GuestStoreSpecs
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("x.lock")]
    [InlineData("mit Leerzeichen, Komma & Größe")]
    [InlineData("100%")]
    public void A_record_comes_back_as_it_was_under_any_name(string name)
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        GuestRecord record = Sample(name);

        store.Write(record);

        GuestRecord back = store.Read(name)!;
        back.Consoles.ShouldBe(record.Consoles);
        back.Links.ShouldBe(record.Links);
        back.LoggedFiles.ShouldBe(record.LoggedFiles);
        (back with { Consoles = record.Consoles, Links = record.Links, LoggedFiles = record.LoggedFiles }).ShouldBe(record);
        store.All().Count.ShouldBe(1);
        store.Forget(name);
        store.Read(name).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(directory.Path + "/run/guests").ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_count_up_over_processes()
    {
        using var directory = new TemporaryDirectory();
        Settings settings = TestSettings.Below(directory.Path);

        int[] ids = [.. Enumerable.Range(0, 5).Select(_ => new GuestStore(settings).NextId())];

        ids.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{\"name\":\"g\"", "is damaged")]
    [InlineData("[1]", "is damaged")]
    public void A_damaged_record_is_no_absence(string text, string what)
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        store.Write(Sample("g"));
        store.WriteStarted(Sample("g"));
        directory.File("run/guests/g/state.json", text);

        GuestRecord known = store.Read("g").ShouldNotBeNull();

        known.Problem.ShouldBe($"{directory.Path}/run/guests/g/state.json {what}");
        known.Id.ShouldBe(7);
        File.Delete(directory.Path + "/run/guests/g/started.json");
        store.Read("g")!.State.ShouldBe(GuestState.NoState);
        store.All().Count.ShouldBe(1);
    }

    [Fact]
    public void Records_of_other_versions_are_read_and_keep_what_this_one_does_not_know()
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        directory.File("run/guests/g/state.json", "{\"format\":9,\"name\":\"g\",\"uuid\":\"" + Guid.NewGuid() + "\",\"id\":3,\"news\":{\"a\":1}}");

        GuestRecord record = store.Read("g").ShouldNotBeNull();

        record.Problem.ShouldBeNull();
        record.Reason.ShouldBe("unknown");
        record.Consoles.ShouldBeEmpty();
        store.Write(record with { State = GuestState.Paused });
        string text = File.ReadAllText(directory.Path + "/run/guests/g/state.json");
        text.ShouldContain("\"news\"");
        text.ShouldContain("\"format\": 9");
    }

    [Fact]
    public void A_run_that_is_over_writes_nothing_into_the_next()
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        store.Write(Sample("g"));
        using RunDirectory former = store.OpenRun("g");
        store.Forget("g");
        store.Write(Sample("g") with { Id = 8 });

        Should.Throw<VirshLite.Runner.Native.NativeException>(() => former.Write(Sample("g")));

        store.Read("g")!.Id.ShouldBe(8);
    }

    [Fact]
    public void Numbers_go_on_behind_the_guests_there_are_when_the_counter_is_damaged()
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        store.Write(Sample("g"));
        directory.File("run/next-id", "-5");

        store.NextId().ShouldBe(8);
        store.NextId().ShouldBe(9);
    }

    private static GuestRecord Sample(string name) => new()
    {
        Name = name,
        Uuid = Guid.NewGuid(),
        Id = 7,
        State = GuestState.Paused,
        Reason = "user",
        Started = true,
        StartedAt = 123456789,
        Qemu = new(42, 4242),
        Binary = "/usr/bin/qemu",
        MonitorSocket = "/m",
        OnPoweroff = LifecycleAction.Restart,
        OnCrash = LifecycleAction.CoredumpRestart,
        Vcpus = 3,
        MaxMemoryKiB = ulong.MaxValue,
        Greeting = "{\"QMP\": {}}",
        Consoles = [new ConsoleEndpoint("serial0", "pty", "/dev/pts/3")],
        Links = [new GuestLink("net0", null, "user", null, "virtio", "52:54:00:00:00:01"), new GuestLink("net1", "vnet0", "bridge", "br0", null, null)],
    };
}
