using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.RecordedHosts;
using VirshLite.Translator;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>A recorded QMP session stands for a QEMU, of any architecture and any age.</summary>
public sealed class RecordedQemuSpecs
{
    [SkippableFact]
    public void Every_recording_of_libvirts_test_data_is_a_QEMU_that_translates()
    {
        string? folder = SharedFolder.Find("conformance");
        Skip.If(folder is null, "no shared/conformance beside this checkout");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder!, "qemu"), "*.replies"))
        {
            RecordedHost host = RecordedHost.OfReplies(File.ReadAllBytes(file), file, null);
            string emulator = host.FindProgram("qemu-system-" + Architectures.ToQemu(host.Architecture))!;
            emulator.ShouldNotBeNull(file);
            string type = DomainType.Names[host.CapabilitiesOf(emulator).MainType];
            Domain domain = DomainReader.Read($"<domain type='{type}'><name>a</name><memory>65536</memory><os><type>hvm</type></os></domain>");
            var context = new TranslationContext(domain, host.CapabilitiesOf, host, new Settings());

            Translation.Complete(context);
            Translation.Plan(context).Binary.ShouldBe(emulator, file);
            host.CapabilitiesOf("/opt/mine/qemu").EmulatorPath.ShouldBe("/opt/mine/qemu");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"execute\": \"qmp_capabilities\"}\n")]
    public void What_is_no_recording_is_refused(string text) =>
        Should.Throw<DomainException>(() => RecordedHost.OfReplies(System.Text.Encoding.UTF8.GetBytes(text), "x.replies", null));
}
