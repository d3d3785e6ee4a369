using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Confinement.AppArmor;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Profiles of our own guests (confinement.md 4.6).</summary>
public class GuestProfileSpecs
{
    [Fact]
    public void A_profile_names_the_guests_own_paths_and_no_others()
    {
        LaunchPlan plan = Plan("<disk type='file'><source file='/images/a [1].img'/><target dev='vda'/></disk>");
        plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, "/images/a [1].img"));
        plan.OpenedFiles.Add(new GuestResource(ResourceKind.Backing, "/images/base.img") { IsBelow = true });

        string text = GuestProfile.Text(plan, new Host(), p => p, new GuestProfileOptions(HasDistributionsAbstraction: true, Complains: false));

        text.ShouldContain("profile virshlite-8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11 flags=(attach_disconnected) {");
        text.ShouldContain("  #include <abstractions/libvirt-qemu>\n");
        text.ShouldContain("  \"/images/a \\[1\\].img\" rwk,\n");
        text.ShouldContain("  \"/images/base.img\" rk,\n  deny \"/images/base.img\" w,\n");
        text.ShouldContain("  \"/run/d/domain-[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]}}}}-d/{,**}\" rwk,\n");
        text.ShouldNotContain("/var/lib/libvirt");
    }

    [Fact]
    public void QEMU_does_not_reach_the_state_of_its_TPM()
    {
        LaunchPlan plan = Plan("<tpm><backend type='emulator' version='2.0'/></tpm>");

        string text = GuestProfile.Text(plan, new Host(), p => p, new GuestProfileOptions(true, false));

        text.ShouldContain("-swtpm.sock\" rw,");
        text.ShouldNotContain("tpm2");
    }

    [Fact]
    public void VFIO_groups_are_named_one_by_one()
    {
        LaunchPlan plan = Plan("<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>");

        string text = GuestProfile.Text(plan, new Host(), p => p, new GuestProfileOptions(true, false));

        text.ShouldContain("\"/dev/vfio/17\" rw,");
        text.ShouldNotContain("[0-9]*\" rw");
    }

    [Fact]
    public void Without_the_distributions_abstraction_our_own_stands_in_and_a_setting_makes_breaches_only_written_down()
    {
        string text = GuestProfile.Text(Plan(""), new Host(), p => p, new GuestProfileOptions(HasDistributionsAbstraction: false, Complains: true));

        text.ShouldContain("flags=(attach_disconnected, complain)");
        text.ShouldContain("  /dev/kvm rw,");
        text.ShouldNotContain("libvirt-qemu");
    }

    [Fact]
    public void The_packages_abstraction_has_the_same_lines_and_stands_in_where_it_is_installed()
    {
        var options = new GuestProfileOptions(HasDistributionsAbstraction: false, Complains: false) { HasPackagesAbstraction = true };

        string text = GuestProfile.Text(Plan(""), new Host(), p => p, options);

        text.ShouldContain("  #include <abstractions/virshlite-qemu>\n");
        text.ShouldNotContain("/dev/kvm");
        File.ReadLines(Checkout.At("packaging", "apparmor", "virshlite-qemu")).Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Skip(1)
            .ShouldBe(GuestProfile.OwnAbstraction.Select(l => "  " + l));
    }

    [Fact]
    public void Every_start_of_a_guest_has_the_same_profile_so_that_it_is_compiled_once()
    {
        const string tpm = "<tpm><backend type='emulator' version='2.0'/></tpm>";
        string first = Text(Plan(tpm, 7));

        Text(Plan(tpm, 31415)).ShouldBe(first);
        first.ShouldContain("\"/run/d/swtpm/[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]}}}}-d-swtpm.sock\" rw,");
        first.ShouldNotContain("7-d");
    }

    [Theory]
    [InlineData("a-name-of-more-than-twenty-letters", 7)]
    [InlineData("d", 100_000)]
    public void A_name_that_directories_have_cut_and_a_number_of_six_digits_keep_the_one_runs_paths(string name, int id) =>
        Text(Plan("", id, name)).ShouldContain($"\"/run/d/domain-{id}-{name[..Math.Min(20, name.Length)]}/{{,**}}\" rwk,");

    [Fact]
    public void A_guests_own_image_whose_path_looks_like_a_runs_is_named_as_it_is()
    {
        LaunchPlan plan = Plan("");
        plan.OpenedFiles.Add(new GuestResource(ResourceKind.Disk, "/images/domain-7-d/7-d.img"));

        Text(plan).ShouldContain("\"/images/domain-7-d/7-d.img\" rwk,");
    }

    private static string Text(LaunchPlan plan) => GuestProfile.Text(plan, new Host(), p => p, new GuestProfileOptions(true, false));

    private static LaunchPlan Plan(string devices, int id = 7, string name = "d")
    {
        Domain domain = DacLabelsSpecs.Read(devices, "<uuid>8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11</uuid>");
        domain.Name = name;
        return new LaunchPlan
        {
            Domain = domain,
            Paths = new GuestPaths(new Settings { LibDirectory = "/run/d", StateDirectory = "/run/d", LogDirectory = "/log" }, id, name),
            Binary = "/usr/bin/qemu-system-x86_64",
            Syntax = new SyntaxSupport(true, true),
        };
    }

    private sealed class Host : IHostFacts
    {
        public HostPciDevice? PciDevice(PciAddress address) => new(IsConventional: false, IommuGroup: 17);
    }
}
