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
        (back with { Consoles = record.Consoles, Links = record.Links }).ShouldBe(record);
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

    [Fact]
    public void A_damaged_record_is_no_guest()
    {
        using var directory = new TemporaryDirectory();
        var store = new GuestStore(TestSettings.Below(directory.Path));
        directory.File("run/guests/g/state.json", "{\"name\":\"g\"");

        store.Read("g").ShouldBeNull();
        store.All().ShouldBeEmpty();
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
