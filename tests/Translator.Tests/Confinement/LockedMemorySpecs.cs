using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Confinement;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>How much memory QEMU may lock (confinement.md 8.2).</summary>
public class LockedMemorySpecs
{
    private const string Vfio = "<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>";

    [Fact]
    public void PseriesCountsPageTablesAndBridgesWithoutAnyDevice() => LockedMemory.Of(Pseries("kvm", "")).ShouldBe(20480UL * 1024);

    [Fact]
    public void PseriesAddsTheWindowsOfItsBridgesForHostDevices() => LockedMemory.Of(Pseries("kvm", Vfio)).ShouldBe(2117632UL * 1024);

    [Fact]
    public void EmulatedPseriesHasNoLimitOfItsOwn() => LockedMemory.Of(Pseries("qemu", "")).ShouldBeNull();

    [Fact]
    public void WithAnIommuEachHostDeviceCountsForItself()
    {
        Domain domain = DacLabelsSpecs.Read(Vfio + Vfio.Replace("bus='1'", "bus='2'", StringComparison.Ordinal) + "<iommu model='intel'/>");

        LockedMemory.Of(domain).ShouldBe((2UL * 1048576 * 1024) + (1UL << 30));
    }

    private static Domain Pseries(string type, string devices) => DomainReader.Read(
        $"<domain type='{type}'><name>d</name><memory>1048576</memory><os><type arch='ppc64' "
        + $"machine='pseries'>hvm</type></os><devices>{devices}</devices></domain>",
        new ReadingOptions());
}
