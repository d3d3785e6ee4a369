using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>A real QEMU is asked; skipped where none is installed.</summary>
public sealed class LiveCapabilitiesSpecs : IDisposable
{
    private const string Emulator = "/usr/bin/qemu-system-x86_64";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void A_real_QEMU_is_asked_once_and_remembered()
    {
        Skip.IfNot(File.Exists(Emulator));
        var cache = new CapabilityCache(directory.Path + "/cache");
        QemuCapabilities probed = new LiveCapabilities(cache, directory.Path + "/run").Get(Emulator);
        probed.Arch.ShouldBe("x86_64");
        probed.Version.ShouldBeGreaterThanOrEqualTo(QemuCapabilities.OldestVersion);
        probed.Has(Flags.Tcg).ShouldBeTrue();
        probed.Has(Flags.VirtioNet).ShouldBeTrue();
        probed.DefaultMachine(DomainType.Qemu).ShouldNotBeNull().Alias.ShouldBe("pc");
        probed.Accelerator(DomainType.Qemu).HostCpu.ShouldNotBeNull();
        probed.SupportsType(DomainType.Kvm).ShouldBe(RunAs.CanOpen(null, KvmDevice.Path));

        // the work directory is left empty, and no QEMU is left running
        Directory.GetFileSystemEntries(directory.Path + "/run").ShouldBeEmpty();
        SpinWait.SpinUntil(() => !RunningWith(directory.Path).Any(), TimeSpan.FromSeconds(60)).ShouldBeTrue("a killed QEMU is gone soon");

        QemuCapabilities loaded = cache.Load(Emulator).ShouldNotBeNull();
        loaded.AllFlags.Order().ShouldBe(probed.AllFlags.Order());
        new LiveCapabilities(cache, directory.Path + "/no-need").Get(Emulator).Version.ShouldBe(probed.Version);
        Directory.Exists(directory.Path + "/no-need").ShouldBeFalse();
    }

    [Fact]
    public void A_program_that_is_no_QEMU_is_reported_with_what_it_says()
    {
        string program = directory.File("not-qemu", "#!/bin/sh\necho 'no such option' >&2\nexit 1\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var live = new LiveCapabilities(null, directory.Path + "/run");
        Should.Throw<CapabilityProbeException>(() => live.Get(program)).Message.ShouldContain("no such option");
        Directory.GetFileSystemEntries(directory.Path + "/run").ShouldBeEmpty();
    }

    [Fact]
    public void A_program_that_is_not_there_is_reported()
    {
        var live = new LiveCapabilities(null, directory.Path);
        Should.Throw<CapabilityProbeException>(() => live.Get("/nonexistent/qemu")).Message.ShouldContain("/nonexistent/qemu");
    }

    [Fact]
    public void What_a_killed_probe_left_behind_is_cleared_away()
    {
        directory.File($"run/qmp-{int.MaxValue}-1/qmp.pid", "1");
        directory.File($"run/qmp-{Environment.ProcessId}-1/qmp.pid", "1");
        ProbeQemu.RemoveLeftovers(directory.Path + "/run");
        Directory.GetDirectories(directory.Path + "/run").Select(Path.GetFileName).ShouldBe([$"qmp-{Environment.ProcessId}-1"]);
    }

    [Theory]
    [InlineData("root=/dev/sda prot_virt=1", true)]
    [InlineData("prot_virt=ON quiet", true)]
    [InlineData("prot_virt=yes prot_virt=0", false)]
    [InlineData("quiet", false)]
    public void Protected_virtualisation_is_a_kernel_parameter(string commandLine, bool on) =>
        SecureGuests.IsProtectedVirtualisationOn(commandLine).ShouldBe(on);

    private static IEnumerable<string> RunningWith(string text) => Directory.GetDirectories("/proc")
        .Select(x => x + "/cmdline")
        .Where(x => KernelFiles.Read(x)?.Contains(text, StringComparison.Ordinal) == true);
}
