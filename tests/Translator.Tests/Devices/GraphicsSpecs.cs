using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Devices;

public class GraphicsSpecs
{
    private const string Vnc = "<graphics type='vnc' autoport='yes' passwd='secret' passwdValidTo='2030-01-01T00:00:00'/>";

    [Fact]
    public void A_start_looks_for_free_ports_and_gives_none_out_twice()
    {
        var options = new TranslationOptions { ForStart = true };
        LaunchPlan plan = DeviceGuest.Plan(Vnc + "<graphics type='spice' port='5900'/>", new PortHost(5900, 5902), options: options);

        // 5900 is named in the XML, 5902 is in use on the host
        DeviceGuest.Text(plan).ShouldContain("-vnc 127.0.0.1:1,");
    }

    [Fact]
    public void A_plan_that_is_only_looked_at_shows_the_first_ports_of_the_range() =>
        DeviceGuest.Text(Vnc + "<graphics type='spice' autoport='yes'/>")
            .ShouldContain("-vnc 127.0.0.1:0,password=on,audiodev=audio1 -spice port=5901,addr=127.0.0.1,");

    [Fact]
    public void Passwords_are_told_over_QMP_and_never_on_the_command_line()
    {
        LaunchPlan plan = DeviceGuest.Plan(Vnc);

        DeviceGuest.Text(plan).ShouldNotContain("secret,");
        plan.StepsBeforeRunning.OfType<QmpStep>().Select(s => s.Command).ShouldContain("set_password");
        QmpStep expiry = plan.StepsBeforeRunning.OfType<QmpStep>().First(s => s.Command == "expire_password");
        expiry.Arguments!["time"].ShouldBe(new TextProperty("1893456000"));
    }

    [Fact]
    public void Sockets_in_the_domain_directory_stand_for_addresses_where_the_administrator_wants_them() =>
        DeviceGuest.Text(Vnc, new Settings { VncAutoUnixSocket = true }).ShouldContain("-vnc vnc=unix:/var/lib/libvirt/qemu/domain--1-guest/vnc.sock,");

    [Fact]
    public void An_address_with_colons_is_bracketed_for_vnc_and_bare_for_spice() =>
        DeviceGuest.Text("<graphics type='vnc' port='5905' listen='::1'/><graphics type='spice' port='5910' listen='::1'/>")
            .ShouldContain("-vnc [::1]:5,audiodev=audio1 -spice port=5910,addr=::1,");

    [Fact]
    public void A_guest_with_graphics_gets_a_video_device_and_an_audio_backend()
    {
        TranslationContext context = DeviceGuest.Context("<graphics type='spice' autoport='yes'/>");
        Translation.Complete(context);

        context.Domain.Videos.ShouldHaveSingleItem().Primary.ShouldBeTrue();
        context.Domain.Audios.ShouldHaveSingleItem().Type.ShouldBe(AudioType.Spice);
    }

    [Fact]
    public void A_dbus_display_plans_the_daemon_of_its_bus_once()
    {
        LaunchPlan plan = DeviceGuest.Plan("<graphics type='dbus'/><video><model type='vga'/></video>");

        plan.Helpers.ShouldHaveSingleItem().WaitForSocket.ShouldBe("/run/libvirt/qemu/dbus/-1-guest-dbus.sock");
        DeviceGuest.Text(plan).ShouldContain("-display dbus,addr=unix:path=/run/libvirt/qemu/dbus/-1-guest-dbus.sock");
    }

    [Theory]
    [InlineData("<graphics type='vnc' passwd='123456789'/>", "9 characters")]
    [InlineData("<graphics type='vnc' port='5901'><listen type='address'/><listen type='address'/></graphics>", "multiple listens")]
    [InlineData("<graphics type='vnc' listen='1.2.3.4'><listen type='address' address='1.2.3.5'/></graphics>", "must match")]
    [InlineData("<graphics type='vnc'/><graphics type='vnc'/>", "only 1 graphics device of each type")]
    [InlineData("<graphics type='spice' tlsPort='5901'/>", "TLS is disabled")]
    [InlineData("<graphics type='spice' port='5901' defaultMode='secure'/>", "TLS port is not provided")]
    [InlineData("<graphics type='vnc'><audio id='4'/></graphics>", "no audio device with id 4")]
    public void What_cannot_be_is_refused_with_its_place(string devices, string reason)
    {
        DomainException refusal = Should.Throw<DomainException>(() => DeviceGuest.Plan(devices));

        refusal.Message.ShouldContain(reason);
        refusal.Position.IsKnown.ShouldBeTrue();
    }

    private sealed class PortHost(params int[] used) : IHostFacts
    {
        public string? FindProgram(string name) => "/usr/bin/" + name;

        public int? FindFreePort(uint minimum, uint maximum, IReadOnlyCollection<int> taken)
        {
            int port = (int)minimum;
            while (used.Contains(port) || taken.Contains(port))
            {
                port++;
            }

            return port;
        }
    }
}
