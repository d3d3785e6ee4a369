using System.Text;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.RecordedHosts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>A host that was written down gives the answers that it gave.</summary>
public sealed class RecordedHostSpecs
{
    private const string Emulator = "/usr/bin/qemu-system-x86_64";

    [Fact]
    public void What_was_true_of_the_host_is_true_of_the_recording()
    {
        var host = new Sample();
        RecordedHost recorded = RecordedHost.Read(Record(host));

        recorded.Architecture.ShouldBe("x86_64");
        recorded.Cpu!.Model.ShouldBe("Haswell");
        recorded.Cpu.Features.ShouldBe(["vmx", "avx2"]);
        recorded.HugepageMounts.ShouldBe(host.HugepageMounts);
        recorded.NumaNodes.ShouldBe([0u, 2u]);
        recorded.CpusOfNode(2).ShouldBe([4u, 5u]);
        recorded.FirmwareDescriptors.ShouldBe(host.FirmwareDescriptors);
        recorded.SwtpmVersions.ShouldBe(["2.0"]);
        recorded.Network("default")!.IsActive.ShouldBeTrue();
        recorded.Network("default")!.Definition.Bridge.ShouldBe("virbr0");
        recorded.Network("other").ShouldBeNull();
    }

    [Fact]
    public void Its_QEMU_can_do_what_the_hosts_could_and_another_is_not_there()
    {
        RecordedHost recorded = RecordedHost.Read(Record(new Sample()));

        QemuCapabilities capabilities = recorded.CapabilitiesOf(Emulator);
        capabilities.AllFlags.Order().ShouldBe(SampleCapabilities.Create(Emulator).AllFlags.Order());
        recorded.FindProgram("qemu-system-x86_64").ShouldBe(Emulator);
        Should.Throw<DomainException>(() => recorded.CapabilitiesOf("/opt/qemu")).Message.ShouldBe($"the recorded host has no /opt/qemu, only {Emulator}");
    }

    [Fact]
    public void What_is_drawn_is_the_same_each_time_and_no_two_draws_are()
    {
        string text = Record(new Sample());

        Draw(RecordedHost.Read(text)).ShouldBe(Draw(RecordedHost.Read(text)));
        Draw(RecordedHost.Read(text)).Distinct().Count().ShouldBe(3);

        static string[] Draw(RecordedHost host) => [.. Enumerable.Range(0, 3).Select(_ =>
        {
            byte[] bytes = new byte[16];
            host.Random(bytes);
            return Convert.ToHexString(bytes);
        })];
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"virshliteHost": 99}""")]
    [InlineData("""{"virshliteHost": 1}""")]
    [InlineData("[1]")]
    public void What_is_no_recording_is_refused(string text) => Should.Throw<DomainException>(() => RecordedHost.Read(text));

    private static string Record(IHostFacts host)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            HostRecording.Write(json, host, [SampleCapabilities.Create(Emulator)], ["default"], _ => null);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Sample : IHostFacts
    {
        public HostCpu? Cpu => new("Haswell", "Intel", ["vmx", "avx2"]);

        public IReadOnlyList<HugepageMount> HugepageMounts { get; } = [new("/dev/hugepages", 2048)];

        public IReadOnlyList<uint> NumaNodes => [0, 2];

        public IReadOnlyList<DescriptorFile> FirmwareDescriptors { get; } = [new(1, "60-edk2.json", "{}")];

        public IReadOnlyList<string> SwtpmVersions => ["2.0"];

        public IReadOnlyList<uint> CpusOfNode(uint node) => node == 2 ? [4, 5] : [0];

        public HostNetwork? Network(string name) => name != "default" ? null
            : new HostNetwork(NetworkReader.Read("<network><name>default</name><bridge name='virbr0'/></network>"), IsActive: true);
    }
}
