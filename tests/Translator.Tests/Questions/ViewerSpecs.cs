using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Translator.Tests.Questions;

public class ViewerSpecs
{
    [Fact]
    public void A_VNC_screen_is_named_by_its_true_port_whatever_the_viewer()
    {
        string[] calls = Calls("<graphics type='vnc' port='5903'><listen type='address' address='0.0.0.0'/></graphics>");

        calls.ShouldContain("remote-viewer vnc://127.0.0.1:5903");
        calls.ShouldContain("vncviewer 127.0.0.1::5903");
        calls.ShouldContain("gvncviewer 127.0.0.1:3");
    }

    [Fact]
    public void A_screen_on_a_socket_is_shown_from_there() =>
        Calls("<graphics type='vnc'><listen type='socket' socket='/run/vnc.sock'/></graphics>")
            .ShouldBe(["remote-viewer vnc+unix:///run/vnc.sock", "vncviewer /run/vnc.sock"]);

    [Fact]
    public void SPICE_has_its_own_viewers() =>
        Calls("<graphics type='spice' port='5901' tlsPort='5902'><listen type='address' address='::1'/></graphics>")[0]
            .ShouldBe("remote-viewer spice://[::1]:5901?tls-port=5902");

    [Fact]
    public void A_guest_without_a_screen_has_no_viewer() => Calls("").ShouldBeEmpty();

    private static string[] Calls(string graphics)
    {
        Domain domain = DomainReader.Read(
            $"<domain type='qemu'><name>g</name><memory>1</memory><os><type>hvm</type></os><devices>{graphics}</devices></domain>");
        return [.. Viewer.All(domain).Select(v => $"{v.Program} {string.Join(' ', v.Arguments)}")];
    }
}
