using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Which firmware a guest gets, and what is refused.</summary>
public class FirmwareSpecs
{
    private const string Acpi = "<features><acpi/></features>";
    private const string Efi = " firmware='efi'";

    [Fact]
    public void The_first_descriptor_that_fits_gives_loader_template_and_nvram()
    {
        Os os = Completed("", Efi).Os;

        os.Loader!.Path.ShouldBe("/fw/secure.fd");
        os.Loader.Type.ShouldBe(LoaderType.Pflash);
        os.Loader.Secure.ShouldBe(true);
        os.SecureBoot.ShouldBe(true);
        os.EnrolledKeys.ShouldBe(false);
        os.Nvram!.Template.ShouldBe("/fw/vars.fd");
        os.Nvram.Source!.Path.ShouldBe("/var/lib/libvirt/qemu/nvram/guest_VARS.fd");
    }

    [Fact]
    public void A_firmware_that_needs_smm_switches_it_on() => Completed("", Efi).Features.Smm.ShouldBe(true);

    [Theory]
    [InlineData("<firmware><feature enabled='no' name='secure-boot'/></firmware>")]
    [InlineData("<loader secure='no'/>")]
    public void Wishes_pass_over_descriptors(string os) => Completed(os, Efi).Os.Loader!.Path.ShouldBe("/fw/plain.fd");

    [Fact]
    public void New_definitions_take_any_format_others_only_raw()
    {
        Completed("<firmware><feature enabled='no' name='secure-boot'/></firmware>", Efi, abiUpdate: true).Os.Loader!.Path.ShouldBe("/fw/plain.qcow2");
        Completed("<firmware><feature enabled='no' name='secure-boot'/></firmware>", Efi).Os.Loader!.Format.ShouldBe(FirmwareFormat.Raw);
    }

    [Fact]
    public void A_loader_path_that_a_descriptor_names_makes_the_rest_known()
    {
        Os os = Completed("<loader readonly='yes' type='pflash'>/fw/plain.fd</loader>", "").Os;

        os.Firmware.ShouldBe(Firmware.Efi);
        os.Nvram!.TemplateFormat.ShouldBe(FirmwareFormat.Raw);
    }

    [Theory]
    [InlineData("12.7", "/fw/link.fd", null)]
    [InlineData("12.8", "/fw/plain.fd", "/fw/vars.fd")]
    public void A_link_to_what_a_descriptor_names_is_that_firmware(string version, string loader, string? template)
    {
        Compatibility rules = Compatibility.Of(version);
        TranslationContext context = SmallGuest.Context(Acpi, "q35", "<loader readonly='yes' type='pflash'>/fw/link.fd</loader>", "", "kvm", new FirmwareHost(),
            options: new TranslationOptions { AbiUpdate = true }, settings: new Settings { Rules = rules });

        Os os = CoreGuest.Completed(context).Os;

        os.Loader!.Path.ShouldBe(loader);
        os.Nvram!.Template.ShouldBe(template);
    }

    [Theory]
    [InlineData("<nvram format='qcow2'/>", "/fw/plain.qcow2")]
    [InlineData("<nvram templateFormat='raw' format='qcow2'/>", "/fw/secure.fd")]
    [InlineData("<nvram template='/fw/vars.fd' format='qcow2'/>", "/fw/secure.fd")]
    [InlineData("<nvram templateFormat='qcow2'/>", "/fw/plain.qcow2")]
    public void Formats_of_variables_choose_by_the_rules_of_12_0(string nvram, string loader)
    {
        TranslationContext context = SmallGuest.Context(Acpi, "q35", nvram, Efi, "kvm", new FirmwareHost(),
            options: new TranslationOptions { AbiUpdate = true }, settings: new Settings { Rules = Compatibility.Of("12.0") });

        CoreGuest.Completed(context).Os.Loader!.Path.ShouldBe(loader);
    }

    [Fact]
    public void An_unknown_path_without_a_type_is_a_rom()
    {
        Loader loader = Completed("<loader>/fw/bios.bin</loader>", "").Os.Loader!;

        loader.Type.ShouldBe(LoaderType.Rom);
        loader.Format.ShouldBe(FirmwareFormat.Raw);
    }

    [Fact]
    public void An_empty_file_hides_its_namesakes_and_a_broken_one_is_passed_over()
    {
        var host = new FirmwareHost(new DescriptorFile(1, "30-secure.json", ""), new DescriptorFile(1, "31-broken.json", "{"));

        CoreGuest.Completed(CoreGuest.Context(Acpi, osAttributes: Efi, host: host)).Os.Loader!.Path.ShouldBe("/fw/plain.fd");
    }

    [Fact]
    public void Nothing_found_is_said_at_the_start_or_at_a_new_definition()
    {
        const string Os = "<loader stateless='yes'/>";
        Completed(Os, Efi).Os.Loader!.Path.ShouldBeNull();
        Should.Throw<DomainException>(() => CoreGuest.Text(CoreGuest.Context(Acpi, Os, Efi, host: new FirmwareHost()))).Kind.ShouldBe(RefusalKind.Operation);
        Should.Throw<DomainException>(() => Completed(Os, Efi, abiUpdate: true)).Message.ShouldContain("unable to find 'efi' firmware");
    }

    [Theory]
    [InlineData("<loader type='pflash'/>", "", "no loader path")]
    [InlineData("<nvram>/x</nvram>", "", "no loader path")]
    [InlineData("<nvram>/x</nvram>", " firmware='bios'", "does not support nvram")]
    [InlineData("<loader stateless='yes'/><nvram>/x</nvram>", Efi, "loader is stateless")]
    [InlineData("<loader stateless='no'>/x</loader>", "", "only pflash")]
    [InlineData("<firmware><feature enabled='yes' name='enrolled-keys'/><feature enabled='no' name='secure-boot'/></firmware>", Efi, "'enrolled-keys'")]
    public void Contradictions_are_refused(string os, string attributes, string reason) =>
        Should.Throw<DomainException>(() => Completed(os, attributes)).Message.ShouldContain(reason);

    [Fact]
    public void Flash_comes_as_block_nodes_that_the_machine_names()
    {
        string text = CoreGuest.Text(CoreGuest.Context(Acpi, osAttributes: Efi, host: new FirmwareHost()));

        text.ShouldContain("""-blockdev {"driver":"file","filename":"/fw/secure.fd","node-name":"libvirt-pflash0-storage","auto-read-only":true,"discard":"unmap"}""");
        text.ShouldContain("pflash0=libvirt-pflash0-format,pflash1=libvirt-pflash1-storage");
        text.ShouldContain("-global driver=cfi.pflash01,property=secure,value=on");
    }

    private static Domain Completed(string os, string osAttributes, bool abiUpdate = false) =>
        CoreGuest.Completed(CoreGuest.Context(Acpi, os, osAttributes, abiUpdate: abiUpdate, host: new FirmwareHost()));

    /// <summary>A host with a secure, a plain qcow2 and a plain raw build, and files on top of them.</summary>
    private sealed class FirmwareHost(params DescriptorFile[] more) : IHostFacts
    {
        public IReadOnlyList<DescriptorFile> FirmwareDescriptors { get; } =
        [
            new(0, "30-secure.json", Descriptor("/fw/secure.fd", "raw", "\"secure-boot\", \"requires-smm\"")),
            new(0, "40-plain.json", Descriptor("/fw/plain.qcow2", "qcow2", "")),
            new(0, "50-plain.json", Descriptor("/fw/plain.fd", "raw", "")),
            .. more,
        ];

        public string RealPath(string path) => path == "/fw/link.fd" ? "/fw/plain.fd" : path;

        public string? FindProgram(string name) => "/usr/bin/" + name;

        private static string Descriptor(string path, string format, string features) =>
            $$"""
            {
              "interface-types": ["uefi"],
              "mapping": {
                "device": "flash",
                "executable": { "filename": "{{path}}", "format": "{{format}}" },
                "nvram-template": { "filename": "/fw/vars.fd", "format": "{{format}}" }
              },
              "targets": [ { "architecture": "x86_64", "machines": ["q35", "pc-q35-*"] } ],
              "features": [ {{features}} ]
            }
            """;
    }
}
