using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>Every check of the host passes, warns or fails for its own reason, and says what would mend it.</summary>
public sealed class HostValidationSpecs : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_host_with_everything_passes_everything()
    {
        Furnish();
        IReadOnlyList<HostCheck> all = Run(new Host());
        HostCheck[] checks = [.. all.Where(x => !IsOfThisHost(x))];
        checks.Where(x => x.Result != CheckResult.Pass).ShouldBeEmpty();
        checks.ShouldAllBe(x => x.Mend == null && x.Finding.Length > 0);
        all.Select(x => x.Id).ShouldBe(["cpu", "kvm", "qemu", "firmware", "tun", "vhost-net", "bridges", "hugepages", "iommu", "swtpm", "user", "mac",
            "machined", "xattr"]);
    }

    [Fact]
    public void A_bare_host_is_told_what_to_do()
    {
        HostCheck[] checks = [.. Run(new Host { Bare = true }).Where(x => !IsOfThisHost(x))];
        checks.ShouldAllBe(x => x.Result != CheckResult.Pass && x.Mend != null);
        checks.Where(x => x.Result == CheckResult.Fail).Select(x => x.Id).ShouldBe(["cpu", "kvm", "qemu", "tun"]);
    }

    [Theory]
    [InlineData("dev/kvm", "kvm", CheckResult.Fail)]
    [InlineData("dev/net/tun", "tun", CheckResult.Fail)]
    [InlineData("dev/vhost-net", "vhost-net", CheckResult.Warn)]
    [InlineData("usr/share/OVMF/code.fd", "firmware", CheckResult.Warn)]
    [InlineData("dev/vfio/vfio", "iommu", CheckResult.Warn)]
    [InlineData("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "hugepages", CheckResult.Warn)]
    public void What_is_missing_is_found(string file, string check, CheckResult result)
    {
        Furnish();
        File.Delete(Path.Combine(root.Path, file));
        HostCheck[] not = [.. Run(new Host()).Where(x => x.Result != CheckResult.Pass && !IsOfThisHost(x))];
        not.Select(x => (x.Id, x.Result)).ShouldBe([(check, result)]);
    }

    [Fact]
    public void A_device_that_the_guests_user_may_not_open_is_no_use()
    {
        Furnish();
        File.SetUnixFileMode(root.Path + "/dev/kvm", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        IReadOnlyList<HostCheck> checks = HostValidation.Run(new HostFiles(root.Path), new Host(), new Settings(), Capabilities,
            RunAs.Of(new Settings { User = "65534", Group = "65534" }));
        checks.Single(x => x.Id == "kvm").Result.ShouldBe(CheckResult.Fail);
    }

    [Fact]
    public void A_QEMU_that_cannot_be_asked_fails_with_its_words()
    {
        Furnish();
        IReadOnlyList<HostCheck> checks =
            HostValidation.Run(new HostFiles(root.Path), new Host(), new Settings(), _ => throw new CapabilityProbeException("too old"), null);
        HostCheck qemu = checks.Single(x => x.Id == "qemu");
        (qemu.Result, qemu.Finding).ShouldBe((CheckResult.Fail, "too old"));
    }

    [Fact]
    public void This_host_can_be_checked() =>
        HostValidation.Run(new Settings(), new LiveCapabilities(null, root.Path + "/run")).Count.ShouldBe(14);

    /// <summary>Accounts and attributes of files are asked of the host that the test runs on.</summary>
    private static bool IsOfThisHost(HostCheck check) => check.Id is "user" or "xattr";

    private static QemuCapabilities Capabilities(string emulator) => SampleCapabilities.Create(emulator);

    private IReadOnlyList<HostCheck> Run(IHostFacts host) => HostValidation.Run(new HostFiles(root.Path), host, new Settings(), Capabilities, null);

    private void Furnish()
    {
        root.File("proc/cpuinfo", "processor : 0\nflags\t\t: fpu vme svm\n");
        foreach (string device in (string[])["dev/kvm", "dev/net/tun", "dev/vhost-net", "dev/vfio/vfio"])
        {
            root.File(device, "");
        }

        root.File("usr/share/OVMF/code.fd", "");
        root.File("sys/class/net/br0/bridge/bridge_id", "");
        root.File("sys/class/net/eth0/address", "");
        root.File("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "512\n");
        root.File("sys/kernel/iommu_groups/0/type", "");
        root.File("sys/module/apparmor/parameters/enabled", "Y\n");
        root.File("run/systemd/system/x", "");
    }

    private sealed class Host : IHostFacts
    {
        public bool Bare { get; init; }

        public IReadOnlyList<HugepageMount> HugepageMounts => Bare ? [] : [new("/dev/hugepages", 2048)];

        public IReadOnlyList<string> SwtpmVersions => Bare ? [] : ["2.0"];

        public IReadOnlyList<DescriptorFile> FirmwareDescriptors => Bare ? [] :
        [
            new(0, "broken.json", "{"),
            new(0, "60-x.json", """
                {"interface-types":["uefi"],"mapping":{"device":"flash","executable":{"filename":"/usr/share/OVMF/code.fd"} },
                 "targets":[{"architecture":"x86_64","machines":["pc-*"]}]}
                """),
        ];

        public string? FindProgram(string name) => Bare ? null : "/usr/bin/" + name;
    }
}
