using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Changes;

/// <summary>What libvirt 11.3 says of changes of running guests that it does not make, measured side by side (tests/compare-live, measured.md 13).</summary>
public class LiveChangeMeasuredSpecs
{
    [Theory]
    [InlineData("<disk type='file' device='cdrom'><source file='/x'/><target dev='vdq' bus='virtio'/></disk>",
        "unsupported configuration: disk type of 'vdq' does not support ejectable media")]
    [InlineData("<disk type='file' device='disk'><source file='/x'/><target dev='hda' bus='ide'/></disk>",
        "Operation not supported: disk bus 'ide' cannot be hotplugged.")]
    [InlineData("<disk type='file' device='disk'><driver name='qemu' iothread='7'/><source file='/x'/><target dev='vda' bus='virtio'/></disk>",
        "unsupported configuration: Disk iothread '7' not defined in iothreadid")]
    [InlineData("<disk type='file' device='disk'><source file='/x'/><target dev='vda' bus='virtio'/></disk>",
        "XML error: target 'vda' duplicated for disk sources '/a' and '/x'")]
    [InlineData("<disk type='file' device='disk'><source file='/x'/><target dev='vdb' bus='virtio'/><boot order='1'/></disk>",
        "unsupported configuration: per-device boot elements cannot be used together with os/boot elements")]
    [InlineData("<disk type='file' device='disk'><source file='/x'/><target dev='vdb' bus='virtio'/><address type='pci' bus='0x00' slot='0x09'/></disk>",
        "XML error: The device at PCI address 0000:00:09.0 requires hotplug capability, but the PCI controller with index='0' doesn't support hotplug")]
    [InlineData("<disk type='file' device='disk'><source file='/x'/><target dev='vdb' bus='virtio' rotation_rate='1'/></disk>",
        "internal error: rotation rate is only valid for SCSI/IDE/SATA bus")]
    [InlineData("<watchdog model='i6300esb' action='poweroff'/>",
        "unsupported configuration: watchdogs with different actions are not supported with this QEMU binary")]
    [InlineData("<watchdog model='ib700' action='poweroff'/>",
        "unsupported configuration: watchdogs with different actions are not supported with this QEMU binary")]
    [InlineData("<input type='tablet' bus='ps2'/>", "internal error: ps2 bus does not support tablet input device")]
    [InlineData("<smartcard mode='host'/>", "unsupported configuration: this QEMU binary lacks multiple smartcard support")]
    [InlineData("<nvram><address type='spapr-vio' reg='0x3000'/></nvram>", "unsupported configuration: nvram device is only supported for PPC64")]
    [InlineData("<console type='pty'/>", "unsupported configuration: unsupported console target type serial")]
    [InlineData("<vsock model='virtio'><cid auto='no' address='2'/></vsock>", "unsupported configuration: guest CIDs must be >= 3")]
    public void A_device_that_cannot_be_plugged_in(string device, string words) =>
        Refusal(guest => DeviceAttach.Live(guest, Read(guest, device), new StepResults())).ShouldStartWith(words);

    [Theory]
    [InlineData("<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>",
        "Operation not supported: disk device type 'cdrom' cannot be detached")]
    [InlineData("<sound model='ich9'/>", "Operation not supported: live detach of device 'sound' is not supported")]
    [InlineData("<rng model='virtio'><backend model='random'>/dev/none</backend></rng>",
        "device not found: model 'random' RNG device not present in domain configuration")]
    [InlineData("<interface type='user'><mac address='52:54:00:00:00:09'/></interface>",
        "device not found: no device found at address '(<null>)' matching MAC address '52:54:00:00:00:09' and alias '(<null>)'")]
    public void A_device_that_cannot_be_taken_out(string device, string words) => Refusal(guest =>
        DeviceDetach.Live(guest, DeviceMatch.Find(guest.Live, Read(guest, device), live: true), new StepResults())).ShouldBe(words);

    [Theory]
    [InlineData("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/><shareable/></disk>",
        "Operation not supported: cannot modify field 'shared' of the disk")]
    [InlineData("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/><alias name='ua-x'/></disk>",
        "operation forbidden: changing device alias is not allowed")]
    [InlineData("<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/><boot order='3'/></disk>",
        "unsupported configuration: per-device boot elements cannot be used together with os/boot elements")]
    [InlineData(
        "<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/><iotune><total_bytes_sec>7</total_bytes_sec></iotune></disk>",
        "Operation not supported: cannot modify field 'blkdeviotune total_bytes_sec' of the disk")]
    [InlineData("<graphics type='vnc' autoport='yes' passwd='longerthaneight'/>",
        "unsupported configuration: VNC password is 15 characters long, only 8 permitted")]
    public void A_device_that_cannot_be_changed_so(string device, string words) =>
        Refusal(guest => DeviceUpdate.Live(guest, Read(guest, device), force: false, new StepResults())).ShouldBe(words);

    [Fact]
    public void Limits_that_the_host_did_not_take_are_not_in_the_running_domain()
    {
        RunningGuest guest = Running();

        using IEnumerator<PlanStep> steps = new MemoryLimits(1024, null, 2048, null).Live(guest).GetEnumerator();
        steps.MoveNext().ShouldBeTrue();

        guest.Live.MemTune.ShouldBeNull();
        Refusal(g => new MemoryLimits(2048, null, 1024, null).Live(g))
            .ShouldBe("invalid argument: memory hard_limit tunable value must be lower than or equal to swap_hard_limit");
    }

    private static string Refusal(Func<RunningGuest, IEnumerable<PlanStep>> change)
    {
        RunningGuest guest = Running();
        return RefusalWords.Whole(Should.Throw<DomainException>(() => change(guest).ToList()));
    }

    private static Device Read(RunningGuest guest, string xml) => DeviceDocument.Read(xml, guest.Live, new ReadingContext(new ReadingOptions()));

    private static RunningGuest Running()
    {
        TranslationContext context = SmallGuest.Context(
            "<vcpu>1</vcpu><iothreads>1</iothreads><features><acpi/></features><devices>"
            + "<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"
            + "<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk><serial type='pty'/><graphics type='vnc' autoport='yes'/>"
            + "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng><controller type='pci' index='0' model='pcie-root'/>"
            + string.Concat(Enumerable.Range(1, 9).Select(n => $"<controller type='pci' index='{n}' model='pcie-root-port'/>")) + "</devices>",
            "q35");
        Translation.Complete(context);
        Translation.Plan(context);
        return new RunningGuest { Live = context.Domain, CapabilitiesOf = _ => TestQemu.Modern, Host = new TestHost(), Settings = new Settings() };
    }
}
