using VirshLite.DomainParser;
using VirshLite.Translator.Adapting;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Tests.Adapting.AdaptingSample;

namespace VirshLite.Translator.Tests.Adapting;

/// <summary>All that is wrong with a text is told at once, in its place.</summary>
public sealed class FindingsSpecs
{
    [Fact]
    public void Words_readers_and_rules_are_told_together()
    {
        string xml = Domain(
            "<disk type='file'><source file='/here/a'/><target dev='vda' bus='virtoi'/></disk>\n"
            + "<disk type='file'><source file='/here/b'/><target dev='vdb' bus='virtio'/><pae/></disk>\n"
            + "<interface type='user'><mac address='nonsense'/></interface>\n"
            + "<redirdev bus='usb' type='spicevmc'/>\n<redirdev bus='usb' type='spicevmc'/>", machine: "pc-q35-9.9");

        string[] found = Of(xml);

        found.Length.ShouldBe(7);
        found[0].ShouldBe(": There is no program /usr/libexec/qemu-kvm.");
        found[1].ShouldStartWith("4:4: ");
        found[1].ShouldEndWith("does not know machine type 'pc-q35-9.9'");
        found[2].ShouldContain("'virtio' was meant?");
        found[3].ShouldEndWith("<pae> is not known inside <disk>; it belongs inside <features>");
        found[4].ShouldContain("unable to parse mac address 'nonsense'");
        found[5].ShouldContain("'spicevmc' not supported without spice graphics");
        found[6].ShouldContain("'spicevmc' not supported without spice graphics");
    }

    [Fact]
    public void A_text_without_fault_has_none_and_says_what_a_start_would_warn_of()
    {
        string xml = Domain("<interface type='user'><model type='e1000'/><driver queues='4'/></interface>")
            .Replace("/usr/libexec/qemu-kvm", Emulator, StringComparison.Ordinal);

        Findings.Of(xml, Host(), new TranslationOptions(), ignoreUnknown: false, "guest.xml", out IReadOnlyList<string> warnings).ShouldBeEmpty();
        warnings.ShouldContain(w => w.Contains("queues='4' means nothing for an interface of the model 'e1000'"));
    }

    [Fact]
    public void Unknown_words_are_let_through_where_that_is_asked_for() =>
        Findings.Of(Domain("<gizmo/>").Replace("/usr/libexec/qemu-kvm", Emulator, StringComparison.Ordinal), Host(), new TranslationOptions(), true, "guest.xml",
            out IReadOnlyList<string> warnings).Count.ShouldBe(warnings.Any(w => w.Contains("<gizmo>")) ? 0 : 1);

    [Fact]
    public void The_first_is_the_one_that_translation_reports()
    {
        string xml = Domain("<redirdev bus='usb' type='spicevmc'/>\n<watchdog model='itco'/>", machine: "pc")
            .Replace("/usr/libexec/qemu-kvm", Emulator, StringComparison.Ordinal);

        Of(xml).ShouldBe(["11:6: chardev 'spicevmc' not supported without spice graphics", "12:2: iTCO model is only part of q35 machine"]);
    }

    private static string[] Of(string xml) =>
        [.. Findings.Of(xml, Host(), new TranslationOptions { AbiUpdate = true }, ignoreUnknown: false, "guest.xml", out _).Select(f => $"{f.Position}: {f.Message}")];
}
