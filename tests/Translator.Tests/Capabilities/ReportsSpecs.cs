using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>What is told about a QEMU: domain capabilities as libvirt words them, and the reports for people and programs.</summary>
public class ReportsSpecs
{
    [SkippableFact]
    public void Domain_capabilities_have_libvirts_shape()
    {
        XElement root = DomainCapabilitiesOf("10.0.0_x86_64", machine: "q35");
        root.Elements().Select(x => x.Name.LocalName).ShouldBe(
            ["path", "domain", "machine", "arch", "vcpu", "iothreads", "os", "cpu", "memoryBacking", "devices", "features"]);
        root.Element("domain")!.Value.ShouldBe("kvm");
        root.Element("machine")!.Value.ShouldBe("pc-q35-10.0");
        Values(root, "os", "firmware").ShouldBe(["efi"]);
        root.Element("os")!.Element("loader")!.Elements("value").Select(x => x.Value).ShouldBe(["/usr/share/OVMF/secure.fd", "/usr/share/OVMF/plain.fd"]);
        root.Element("os")!.Element("loader")!.Elements("enum").Last().Elements("value").Select(x => x.Value).ShouldBe(["yes", "no"]);
        Values(root.Element("devices")!, "disk", "bus").ShouldBe(["fdc", "scsi", "virtio", "usb", "sata"]);
        Values(root.Element("devices")!, "panic", "model").ShouldBe(["isa", "hyperv", "pvpanic"]);
        root.Element("features")!.Element("ps2")!.Attribute("supported")!.Value.ShouldBe("yes");
        root.Element("features")!.Element("sev")!.Attribute("supported")!.Value.ShouldBe("no");
    }

    [SkippableFact]
    public void The_machine_decides_about_firmware_and_buses()
    {
        XElement root = DomainCapabilitiesOf("10.0.0_x86_64");
        root.Element("machine")!.Value.ShouldBe("pc-i440fx-10.0");
        root.Element("os")!.Element("loader")!.Elements("value").Select(x => x.Value).ShouldBe(["/usr/share/OVMF/plain.fd"]);
        Values(root.Element("devices")!, "disk", "bus").First().ShouldBe("ide");
    }

    [SkippableFact]
    public void Launch_security_is_told_where_the_platform_has_it()
    {
        XElement features = DomainCapabilitiesOf("10.0.0_x86_64+amdsev").Element("features")!;
        features.Element("sev")!.Element("cbitpos")!.Value.ShouldBe("51");
        features.Element("launchSecurity")!.Descendants("value").Select(x => x.Value).ShouldBe(["sev", "sev-snp"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void Every_recorded_QEMU_has_domain_capabilities(string name) =>
        DomainCapabilitiesOf(name).Element("cpu")!.Elements("mode").Count().ShouldBe(4);

    [SkippableFact]
    public void What_cannot_be_run_has_none()
    {
        QemuCapabilities capabilities = Recording.Of("9.1.0_riscv64").Capabilities;
        var host = new SomeHost();
        Should.Throw<DomainException>(() => DomainCapabilities.Write(capabilities, host, new Settings(), DomainType.Kvm));
        Should.Throw<DomainException>(() => DomainCapabilities.Write(capabilities, host, new Settings(), arch: "x86_64"));
        Should.Throw<DomainException>(() => DomainCapabilities.Write(capabilities, host, new Settings(), machineName: "q35"));
    }

    [SkippableFact]
    public void Cpu_models_tell_what_is_missing_in_libvirts_words()
    {
        IReadOnlyList<CpuModelEntry> models = CpuModelReport.Of(Recording.Of("10.0.0_x86_64").Capabilities.Accelerator(DomainType.Qemu), "x86_64");
        models.Select(x => x.Name).ShouldBe(models.Select(x => x.Name).Order(StringComparer.Ordinal));
        models.ShouldNotContain(x => x.Name == "host" || x.Name == "max");
        CpuModelEntry haswell = models.Single(x => x.Name == "Haswell-IBRS");
        (haswell.Vendor, haswell.CanonicalName, haswell.Usable).ShouldBe(("Intel", "Haswell-v3", CpuUsable.No));
        haswell.Missing.ShouldContain("hle");
        models.SelectMany(x => x.Missing).ShouldNotContain("pclmulqdq");
        var text = new StringWriter();
        CpuModelReport.WriteText(models, text);
        text.ToString().ShouldContain("Haswell-IBRS");
    }

    [SkippableTheory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void The_report_is_text_and_sound_JSON(string name)
    {
        QemuCapabilities capabilities = Recording.Of(name).Capabilities;
        var text = new StringWriter();
        CapabilityReport.WriteText(capabilities, text);
        text.ToString().ShouldContain(capabilities.VersionText);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            CapabilityReport.WriteJson(capabilities, json);
        }

        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        document.RootElement.GetProperty("flags").GetArrayLength().ShouldBe(capabilities.AllFlags.Count);
        document.RootElement.GetProperty("types").EnumerateObject().Count().ShouldBeGreaterThan(0);
    }

    private static XElement DomainCapabilitiesOf(string recording, string? machine = null)
    {
        return XElement.Parse(DomainCapabilities.Write(Recording.Of(recording).Capabilities, new SomeHost(), new Settings(), machineName: machine));
    }

    private static IEnumerable<string> Values(XElement parent, string element, string name) =>
        parent.Element(element)!.Elements("enum").Single(x => x.Attribute("name")!.Value == name).Elements("value").Select(x => x.Value);

    private sealed class SomeHost : IHostFacts
    {
        public IReadOnlyList<DescriptorFile> FirmwareDescriptors =>
        [
            new(0, "10-secure.json", Descriptor("/usr/share/OVMF/secure.fd", "\"pc-q35-*\"", "\"secure-boot\",\"requires-smm\"")),
            new(0, "20-plain.json", Descriptor("/usr/share/OVMF/plain.fd", "\"pc-q35-*\",\"pc-i440fx-*\"", "")),
            new(0, "30-hidden.json", Descriptor("/usr/share/OVMF/hidden.fd", "\"pc-q35-*\"", "")),
            new(1, "30-hidden.json", ""),
            new(0, "40-broken.json", "{"),
        ];

        private static string Descriptor(string file, string machines, string features) =>
            $$"""
            {"interface-types":["uefi"],"mapping":{"device":"flash","executable":{"filename":"{{file}}","format":"raw"} },
             "targets":[{"architecture":"x86_64","machines":[{{machines}}]}],"features":[{{features}}]}
            """;
    }
}
