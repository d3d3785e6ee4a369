using VirshLite.DomainParser;
using VirshLite.Translator.Tests.Addresses;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Names and addresses that stand for more than any guest has are refused at once, not counted up to.</summary>
public class CountlessSpecs
{
    [Theory]
    [InlineData("<disk type='file'><source file='/x'/><target dev='sdzzzzzz' bus='scsi'/></disk>")]
    [InlineData("<disk type='file'><source file='/x'/><target dev='sdzzzzz' bus='sata'/></disk>")]
    [InlineData("<disk type='file'><source file='/x'/><target dev='sda' bus='scsi'/>"
        + "<address type='drive' controller='4294967295' bus='0' target='0' unit='0'/></disk>")]
    [InlineData("<hostdev mode='subsystem' type='scsi'><source><adapter name='scsi_host0'/><address bus='0' target='0' unit='0'/></source>"
        + "<address type='drive' controller='2147483647' bus='0' target='0' unit='0'/></hostdev>")]
    public void A_controller_that_nobody_can_have_is_named(string device) =>
        Should.Throw<DomainException>(() => CompletedDomain.Of("q35", device)).Message.ShouldContain("no guest can have the controllers up to it");

    [Fact]
    public void A_tap_has_as_many_queues_as_the_kernel_gives()
    {
        const string Nic = "<interface type='ethernet'><mac address='52:54:00:00:00:01'/><driver queues='{0}'/><model type='virtio'/></interface>";

        Should.NotThrow(() => CompletedDomain.Started("q35", string.Format(Nic, 256)));
        Should.Throw<DomainException>(() => CompletedDomain.Started("q35", string.Format(Nic, 257))).Message.ShouldContain("a tap has at most 256 queues");
    }
}
