using System.Text;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.Translator.Comparing;
using VirshLite.Translator.Plan;
using VirshLite.Translator.RecordedHosts;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Previews;

/// <summary>What the package is for: ten lines from XML and a recorded host to a command line.</summary>
public class CommandPreviewSpecs
{
    private const string Xml = """
        <domain type='qemu'>
          <name>web</name>
          <memory unit='MiB'>512</memory>
          <os><type arch='x86_64' machine='q35'>hvm</type></os>
          <devices>
            <emulator>/usr/bin/qemu-system-x86_64</emulator>
            <interface type='user'><model type='virtio'/></interface>
          </devices>
        </domain>
        """;

    [Fact]
    public void The_same_recording_gives_the_same_words_each_time_drawn_ones_too()
    {
        string first = CommandPreview.Of(Xml, Host()).ToString();

        first.ShouldContain("-name guest=web,debug-threads=on");
        first.ShouldContain("\"driver\":\"virtio-net-pci\"");
        CommandPreview.Of(Xml, Host()).ToString().ShouldBe(first);
    }

    [Fact]
    public void Rules_and_syntax_can_be_chosen()
    {
        CommandPreview.Of(Xml, Host(), rules: "9.0").ToString().ShouldContain("-m 512");
        CommandPreview.Of(Xml, Host()).ToString().ShouldContain("-m size=524288k");
        CommandPreview.Of(Xml, Host(), syntax: CommandSyntax.Classic).ToString().ShouldContain("-device virtio-net-pci,");
    }

    [Fact]
    public void Two_previews_are_compared_option_by_option()
    {
        CommandPreview before = CommandPreview.Of(Xml, Host());
        CommandPreview after = CommandPreview.Of(Xml.Replace("512", "1024", StringComparison.Ordinal), Host());

        CommandComparer.Compare(before.Parsed, after.Parsed).Select(d => d.Subject).ShouldContain("-m");
    }

    [Fact]
    public void An_emulator_that_was_not_recorded_is_named() =>
        Should.Throw<DomainException>(() => CommandPreview.Of(Xml.Replace("x86_64</emulator>", "arm</emulator>", StringComparison.Ordinal), Host()))
            .Message.ShouldContain("the recorded host has no /usr/bin/qemu-system-arm, only /usr/bin/qemu-system-x86_64");

    private static RecordedHost Host()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            HostRecording.Write(json, new TestHost(), [TestQemu.Modern], [], _ => null);
        }

        return RecordedHost.Read(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
