using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Devices;

public class ChardevSpecs
{
    [Fact]
    public void A_listening_socket_is_opened_before_QEMU_and_handed_over()
    {
        LaunchPlan plan = DeviceGuest.Plan("<serial type='unix'><source mode='bind' path='/tmp/s'/></serial>");

        plan.Resources.ShouldContain(new ListeningSocket("serial0-source", "/tmp/s"));
        DeviceGuest.Text(plan).ShouldContain("-chardev socket,id=charserial0,fd=7,server=on,wait=off -device");
    }

    [Fact]
    public void Files_and_logs_go_through_fd_sets_that_are_numbered_by_kind_of_device()
    {
        // on the command line serial ports come first, and so do their numbers; a redirected device is printed before an rng and numbered behind it
        LaunchPlan plan = DeviceGuest.Plan("""
            <channel type='file'><source path='/c' append='on'/><target type='virtio' name='a'/></channel>
            <serial type='null'><log file='/l' append='off'/></serial>
            <redirdev bus='usb' type='file'><source path='/r'/></redirdev>
            <rng model='virtio'><backend model='egd' type='file'><source path='/g'/></backend></rng>
            """);
        string text = DeviceGuest.Text(plan);

        text.ShouldContain("-add-fd set=0,fd=7,opaque=serial0-log -chardev null,id=charserial0,logfile=/dev/fdset/0,logappend=on");
        text.ShouldContain("-add-fd set=1,fd=7,opaque=channel0-source -chardev file,id=charchannel0,path=/dev/fdset/1,append=on");
        text.ShouldContain("set=3,fd=7,opaque=redir0-source");
        text.ShouldContain("set=2,fd=7,opaque=rng0-source");
        plan.Resources.ShouldContain(new OutputFile("channel0-source", "/c", Append: true));
        plan.Resources.ShouldContain(new OutputFile("serial0-log", "/l", Append: false));
    }

    [Fact]
    public void A_channel_without_a_path_gets_a_socket_in_the_directory_of_this_run()
    {
        LaunchPlan plan = DeviceGuest.Plan("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>");

        plan.Resources.ShouldContain(new ListeningSocket("channel0-source", "/run/libvirt/qemu/channel/-1-guest/org.qemu.guest_agent.0"));
    }

    [Theory]
    [InlineData("/run/libvirt/qemu/channel/3-guest/x", true)]
    [InlineData("/var/run/libvirt/qemu/channel/3-guest/x", false)]
    [InlineData("/var/lib/libvirt/qemu/channel/target/other.x", true)]
    [InlineData("/var/lib/libvirt/qemu/channel/target/domain-3-guest/x", true)]
    [InlineData("/var/lib/libvirt/qemu/channel/target/guest.x", true)]
    [InlineData("/var/lib/libvirt/qemu/channel/target/guest/x", false)]
    [InlineData("/run/libvirt/qemu/channel/3-guest/y", false)]
    [InlineData("/tmp/3-guest/x", false)]
    public void Socket_paths_of_an_earlier_run_are_forgotten(string path, bool forgotten)
    {
        TranslationContext context = DeviceGuest.Context($"<channel type='unix'><source mode='bind' path='{path}'/><target type='virtio' name='x'/></channel>");
        Translation.Complete(context);

        context.Domain.Channels[0].Source.Path.ShouldBe(forgotten ? null : path);
    }

    [Fact]
    public void Tls_brings_its_credentials_before_the_chardev()
    {
        string text = DeviceGuest.Text(
            "<serial type='tcp'><source mode='bind' host='::' service='7000'/><protocol type='telnet'/></serial>",
            new Settings { ChardevTls = true, ChardevTlsVerify = false });

        text.ShouldContain(
            """-object {"qom-type":"tls-creds-x509","id":"objcharserial0_tls0","dir":"/etc/pki/libvirt-chardev","endpoint":"server","verify-peer":false} """
            + "-chardev socket,id=charserial0,host=::,port=7000,telnet=on,server=on,wait=off,tls-creds=objcharserial0_tls0");
    }

    [Theory]
    [InlineData("<serial type='file'/>", "Missing source path")]
    [InlineData("<serial type='unix'/>", "Missing source path")]
    [InlineData("<serial type='tcp'><source mode='connect' host='a' service='1'/><protocol type='tls'/></serial>", "protocol 'tls' not supported")]
    [InlineData("<serial type='spiceport'><source channel='a.b'/></serial>", "without spice graphics")]
    [InlineData("<channel type='dbus'><source channel='a b'/><target type='virtio'/></channel>", "Invalid character")]
    [InlineData("<channel type='unix'><source mode='connect'><reconnect enabled='yes' timeout='3'/></source><target type='virtio'/></channel>",
        "only for connect mode")]
    [InlineData("<console type='pty'><target type='virtio'/></console><console type='pty'/>", "Only the first console")]
    [InlineData("<serial type='pty'><target type='isa-serial' port='4'/></serial>", "ISA serial ports")]
    [InlineData("<serial type='pty'><target type='spapr-vio-serial'/></serial>", "not compatible with guest architecture")]
    [InlineData("<smartcard mode='host'/><smartcard mode='host'/>", "multiple smartcard")]
    public void What_cannot_be_is_refused_with_its_place(string devices, string reason)
    {
        DomainException refusal = Should.Throw<DomainException>(() => DeviceGuest.Plan(devices));

        refusal.Message.ShouldContain(reason);
        refusal.Position.IsKnown.ShouldBeTrue();
    }
}
