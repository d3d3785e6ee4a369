using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>The cache gives back what was put in, or nothing.</summary>
public sealed class CapabilityCacheSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string emulator;
    private readonly CapabilityCache cache;

    public CapabilityCacheSpecs()
    {
        emulator = directory.File("qemu-system-x86_64", "#!/bin/true");
        cache = new(directory.Path + "/cache");
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Everything_comes_back_as_it_was()
    {
        QemuCapabilities saved = Save();
        QemuCapabilities loaded = cache.Load(emulator).ShouldNotBeNull();
        loaded.Version.ShouldBe(saved.Version);
        loaded.Package.ShouldBe(saved.Package);
        loaded.Arch.ShouldBe(saved.Arch);
        loaded.EmulatorPath.ShouldBe(emulator);
        loaded.AllFlags.Order().ShouldBe(saved.AllFlags.Order());
        loaded.Gic.ShouldBe(saved.Gic);
        loaded.Sev.ShouldBe(saved.Sev);
        loaded.Sgx!.Sections.ShouldBe(saved.Sgx!.Sections);
        (loaded.Sgx with { Sections = [] }).ShouldBe(saved.Sgx with { Sections = [] });
        loaded.HypervEnlightenments.ShouldBe(saved.HypervEnlightenments);
        foreach (DomainType type in Enum.GetValues<DomainType>())
        {
            AcceleratorCapabilities one = saved.Accelerator(type);
            AcceleratorCapabilities other = loaded.Accelerator(type);
            other.Machines.ShouldBe(one.Machines);
            other.Cpus.Select(x => x with { Blockers = [] }).ShouldBe(one.Cpus.Select(x => x with { Blockers = [] }));
            other.Cpus.Select(x => string.Join(' ', x.Blockers)).ShouldBe(one.Cpus.Select(x => string.Join(' ', x.Blockers)));
            other.HostCpu?.ModelName.ShouldBe(one.HostCpu!.ModelName);
            other.HostCpu?.Properties.ShouldBe(one.HostCpu!.Properties);
            other.HostCpu?.DeprecatedProperties.ShouldBe(one.HostCpu!.DeprecatedProperties);
            (other.HostCpu is null).ShouldBe(one.HostCpu is null);
        }
    }

    [Fact]
    public void Only_the_owner_can_read_it()
    {
        Save();
        File.GetUnixFileMode(cache.FileOf(emulator)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_torn_file_is_no_file_wherever_it_is_torn()
    {
        Save();
        byte[] whole = File.ReadAllBytes(cache.FileOf(emulator));
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(cache.FileOf(emulator), whole[..length]);
            cache.Load(emulator).ShouldBeNull();
        }
    }

    [Fact]
    public void A_changed_byte_makes_it_no_file()
    {
        Save();
        byte[] whole = File.ReadAllBytes(cache.FileOf(emulator));
        for (int at = 0; at < whole.Length; at += 5)
        {
            byte[] changed = (byte[])whole.Clone();
            changed[at] ^= 0x20;
            File.WriteAllBytes(cache.FileOf(emulator), changed);
            cache.Load(emulator).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<qemuCaps/>")]
    [InlineData("VLqemuC\n and then something else altogether")]
    public void A_foreign_file_is_no_file(string text)
    {
        Save();
        File.WriteAllText(cache.FileOf(emulator), text);
        cache.Load(emulator).ShouldBeNull();
        Save();
        cache.Load(emulator).ShouldNotBeNull();
    }

    [Fact]
    public void A_directory_in_its_place_is_no_file_and_no_trouble()
    {
        Directory.CreateDirectory(cache.FileOf(emulator));
        Save();
        cache.Load(emulator).ShouldBeNull();
        Directory.GetFiles(Path.GetDirectoryName(cache.FileOf(emulator))!).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_binary_makes_it_out_of_date()
    {
        Save();
        Thread.Sleep(20);
        File.WriteAllText(emulator, "#!/bin/false");
        cache.Load(emulator).ShouldBeNull();
    }

    [Fact]
    public void A_removed_binary_makes_it_out_of_date()
    {
        Save();
        File.Delete(emulator);
        cache.Load(emulator).ShouldBeNull();
    }

    [Fact]
    public void A_file_about_another_emulator_is_not_taken()
    {
        Save();
        string other = directory.File("other/qemu-system-x86_64", "#!/bin/true");
        cache.FileOf(other).ShouldNotBe(cache.FileOf(emulator));
        File.Copy(cache.FileOf(emulator), cache.FileOf(other));
        cache.Load(other).ShouldBeNull();
    }

    [Fact]
    public void Another_user_for_QEMU_is_another_matter()
    {
        Save();
        RunAs? nobody = RunAs.Of(new Settings { User = "65534", Group = "65534" });
        cache.Load(emulator, nobody.ShouldNotBeNull()).ShouldBeNull();
    }

    [Fact]
    public void The_hosts_state_does_not_matter_to_a_binary_for_another_architecture()
    {
        cache.Save(SampleCapabilities.Create(emulator), CapabilityCache.Fingerprint(emulator, null, native: false)!);
        cache.Load(emulator).ShouldNotBeNull();
    }

    [Fact]
    public void Writers_at_once_leave_one_whole_file()
    {
        string fingerprint = CapabilityCache.Fingerprint(emulator, null, native: true)!;
        System.Threading.Tasks.Parallel.For(0, 64, i =>
        {
            cache.Save(SampleCapabilities.Create(emulator, "writer " + (i % 8)), fingerprint);
            cache.Load(emulator).ShouldNotBeNull();
        });
        Directory.GetFiles(Path.GetDirectoryName(cache.FileOf(emulator))!).ShouldBe([cache.FileOf(emulator)]);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_no_error()
    {
        string blocked = directory.File("blocked", "a file where a directory should be");
        var unusable = new CapabilityCache(blocked);
        unusable.Save(SampleCapabilities.Create(emulator), CapabilityCache.Fingerprint(emulator, null, native: true)!);
        unusable.Load(emulator).ShouldBeNull();
    }

    private QemuCapabilities Save()
    {
        QemuCapabilities capabilities = SampleCapabilities.Create(emulator);
        cache.Save(capabilities, CapabilityCache.Fingerprint(emulator, null, native: true)!);
        return capabilities;
    }
}
