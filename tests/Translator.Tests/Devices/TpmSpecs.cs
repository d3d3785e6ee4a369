using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Devices;

public class TpmSpecs
{
    private const string Encrypted = """
        <tpm model='tpm-crb'><backend type='emulator' version='2.0'>
          <encryption secret='b4a117f1-8af2-44a4-91b8-7f0d2d4d68a3'/>
          <active_pcr_banks><sha512/><sha256/></active_pcr_banks>
        </backend></tpm>
        """;

    [Fact]
    public void An_emulated_TPM_plans_swtpm_with_its_state_and_socket()
    {
        LaunchPlan plan = DeviceGuest.Plan("<tpm><backend type='emulator' version='2.0'/></tpm>");
        PlannedHelper swtpm = plan.Helpers.ShouldHaveSingleItem();

        swtpm.WaitForSocket.ShouldBe("/run/libvirt/qemu/swtpm/-1-guest-swtpm.sock");
        swtpm.SetupOnlyWhenMissing.ShouldBe("/var/lib/libvirt/swtpm/8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11/tpm2");
        string.Join(' ', swtpm.SetupCommand!).ShouldStartWith(
            "swtpm_setup --tpm2 --tpm-state /var/lib/libvirt/swtpm/8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11/tpm2 --vmid guest:8a4b");
        DeviceGuest.Text(plan).ShouldContain(
            """-chardev socket,id=chrtpm,path=/run/libvirt/qemu/swtpm/-1-guest-swtpm.sock -tpmdev emulator,id=tpm-tpm0,chardev=chrtpm -device {"driver":"tpm-tis","tpmdev":"tpm-tpm0","id":"tpm0"}""");
    }

    [Fact]
    public void The_secret_of_its_state_goes_through_pipes_only()
    {
        PlannedHelper swtpm = DeviceGuest.Plan(Encrypted, new SecretHost()).Helpers.ShouldHaveSingleItem();

        swtpm.Secret.ShouldBe("pass"u8.ToArray());
        swtpm.Arguments.ShouldContain("pwdfd={secret},mode=aes-256-cbc");
        swtpm.ReconfigureCommand!.ShouldContain("sha256,sha512");
        swtpm.Arguments.Concat(swtpm.SetupCommand!).ShouldNotContain(word => word.Contains("pass", StringComparison.Ordinal));
    }

    [Fact]
    public void A_start_without_the_secret_is_refused() =>
        Should.Throw<DomainException>(() => DeviceGuest.Plan(Encrypted, options: new TranslationOptions { ForStart = true }))
            .Message.ShouldContain("no secret");

    [Fact]
    public void A_passed_through_TPM_takes_two_fd_sets_behind_all_others()
    {
        LaunchPlan plan = DeviceGuest.Plan(
            "<tpm><backend type='passthrough'/></tpm><rng model='virtio'><backend model='egd' type='file'><source path='/g'/></backend></rng>");

        DeviceGuest.Text(plan).ShouldContain(
            "-add-fd set=1,fd=7,opaque=tpm0-tpm -add-fd set=2,fd=7,opaque=tpm0-cancel -tpmdev "
            + "passthrough,id=tpm-tpm0,path=/dev/fdset/1,cancel-path=/dev/fdset/2");
        plan.Resources.ShouldContain(r => r is DeviceNode && ((DeviceNode)r).Path == "/dev/tpm0");
    }

    private sealed class SecretHost : IHostFacts
    {
        public string? FindProgram(string name) => "/usr/bin/" + name;

        public byte[]? SecretValue(Guid uuid) => "pass"u8.ToArray();
    }
}
