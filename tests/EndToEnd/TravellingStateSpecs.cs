namespace VirshLite.EndToEnd;

/// <summary>What a guest keeps outside of its disks and its memory comes along when it moves (guest-state.md 6.4).</summary>
public sealed class TravellingStateSpecs
{
    private const string Code = "/var/lib/images/code.fd";
    private const string Template = "/var/lib/images/template.fd";
    private const string Variables = "/var/lib/images/g.fd";

    /// <summary>The guest does nothing that matters, so that any bytes will do for firmware.</summary>
    private const string Images = "mkdir -p /var/lib/images && truncate -s 256K " + Code + " && truncate -s 128K " + Template
        + " && install -d -o tss -m 750 /var/lib/swtpm-localca && " + StateGuest.EtcOfItsOwn;

    [SkippableFact]
    public void UEFI_variables_and_the_state_of_a_TPM_move_with_their_guest()
    {
        Skip.IfNot(File.Exists("/usr/bin/swtpm"), "needs swtpm");
        using var here = new World(Images);
        using var there = new World(Images);
        string xml = here.File_("g.xml", $"""
            <domain type='qemu'>
              <name>g</name>
              <uuid>5b0a1c1e-0000-4000-8000-000000000007</uuid>
              <memory unit='MiB'>64</memory>
              <vcpu>1</vcpu>
              <os>
                <type arch='x86_64' machine='q35'>hvm</type>
                <loader readonly='yes' type='pflash'>{Code}</loader>
                <nvram template='{Template}'>{Variables}</nvram>
              </os>
              <features><acpi/></features>
              <devices>
                <controller type='usb' model='none'/>
                <memballoon model='none'/>
                <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
              </devices>
            </domain>
            """);
        here.Do("define", xml);
        here.Do("start", "g", "--paused");
        here.Do("destroy", "g");

        // what the guest has written
        here.Shell($"printf written-by-the-guest | dd of={Variables} bs=1 seek=100000 conv=notrunc status=none");
        here.Do("start", "g", "--paused");
        here.Do("migrate", "g", there.AsDestination, "--persistent", "--undefinesource");

        StateGuest.State(there).ShouldStartWith("paused");

        // QEMU writes them down as the guest goes on
        there.Do("resume", "g");
        there.Shell($"dd if={Variables} bs=1 skip=100000 count=20 status=none").ShouldBe("written-by-the-guest");
        there.Do("destroy", "g");
        Digest(there).ShouldBe(Digest(here));
    }

    private static string Digest(World world) => world.Shell("f=$(find /var/lib -name tpm2-00.permall); test -n \"$f\" && sha256sum <$f");
}
