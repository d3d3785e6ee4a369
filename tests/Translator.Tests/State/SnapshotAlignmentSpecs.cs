using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.State;

namespace VirshLite.Translator.Tests.State;

/// <summary>What a snapshot does with each disk, and what libvirt 11.3 refuses in which words (guest-state.md 3.2, measured).</summary>
public class SnapshotAlignmentSpecs
{
    private static readonly SnapshotRequest Off = new() { IsRunning = false };
    private static readonly SnapshotRequest On = new() { IsRunning = true };

    [Fact]
    public void A_guest_that_is_off_is_kept_inside_its_images()
    {
        DomainSnapshot snapshot = Align("", Off, Disk("vda"), Disk("vdb"));

        snapshot.Memory.ShouldBe(SnapshotLocation.No);
        snapshot.Disks.Select(d => d.Location).ShouldBe([SnapshotLocation.Internal, SnapshotLocation.Internal]);
    }

    [Fact]
    public void One_disk_outside_takes_the_others_of_a_guest_that_is_off_with_it()
    {
        DomainSnapshot snapshot = Align("<disk name='vda' snapshot='external'/>", Off, Disk("vda"), Disk("vdb"));

        snapshot.Memory.ShouldBe(SnapshotLocation.No);
        snapshot.Disks.Select(d => d.Source.Path).ShouldBe(["/images/vda.s1", "/images/vdb.s1"]);
    }

    [Fact]
    public void Disks_only_has_no_memory() => Align("", Off with { DiskOnly = true }, Disk("vda")).Memory.ShouldBe(SnapshotLocation.No);

    [Theory]
    [InlineData("no")]
    [InlineData("manual")]
    public void Where_all_stays_inside_no_disk_stays_out(string location) =>
        Refusal($"<disk name='vda' snapshot='{location}'/>", Off, Disk("vda"), Disk("vdb")).ShouldBe("disk 'vda' must use snapshot mode 'internal'");

    [Fact]
    public void A_running_guest_with_its_memory_inside_has_no_disk_outside() =>
        Refusal("<disk name='vda' snapshot='external'/>", On, Disk("vda")).ShouldBe("disk 'vda' must use snapshot mode 'internal'");

    [Fact]
    public void A_disk_that_is_named_twice_is_called_as_it_was_the_second_time() =>
        Refusal("<disk name='vda'/><disk name='/images/vda.qcow2'/>", Off with { DiskOnly = true }, Disk("vda"), Disk("vdb"))
            .ShouldBe("disk '/images/vda.qcow2' specified twice");

    [Fact]
    public void A_shareable_disk_gets_no_image_that_only_one_can_have() =>
        Refusal("", Off with { DiskOnly = true }, new Disk { TargetDev = "vda", Shareable = true, Source = Image("vda", StorageFormat.Raw) })
            .ShouldBe("shared access for disk 'vda' requires use of supported storage format");

    [Fact]
    public void A_device_to_write_to_has_to_be_there() =>
        Refusal("<disk name='vda' type='block'><source dev='/dev/none'/></disk>", On with { DiskOnly = true }, Disk("vda"))
            .ShouldBe("block device snapshot target '/dev/none' doesn't exist");

    [Fact]
    public void Going_on_meanwhile_is_for_memory_in_a_file_whatever_else_is_wrong() =>
        Refusal("<disk name='vda'><source file='/images/there'/></disk>", On with { DiskOnly = true, Live = true }, Disk("vda"))
            .ShouldBe("live snapshot creation is supported only during full system snapshots");

    [Fact]
    public void A_running_guest_inside_its_images_includes_its_memory() =>
        Should.Throw<DomainException>(() => Align(SnapshotReader.Read("<domainsnapshot><name>s1</name><memory snapshot='no'/></domainsnapshot>", false), On,
            Disk("vda"))).Message.ShouldBe("internal snapshot of a running VM must include the memory state");

    private static Disk Disk(string target) => new() { TargetDev = target, Source = Image(target, StorageFormat.Qcow2) };

    private static StorageSource Image(string name, StorageFormat format) =>
        new() { Type = StorageType.File, Format = format, Path = $"/images/{name}.qcow2" };

    private static string Refusal(string disks, SnapshotRequest request, params Disk[] guest) =>
        Should.Throw<DomainException>(() => Align(disks, request, guest)).Message;

    private static DomainSnapshot Align(string disks, SnapshotRequest request, params Disk[] guest) =>
        Align(SnapshotReader.Read($"<domainsnapshot><name>s1</name>{(disks.Length > 0 ? $"<disks>{disks}</disks>" : "")}</domainsnapshot>", redefine: false),
            request, guest);

    private static DomainSnapshot Align(DomainSnapshot snapshot, SnapshotRequest request, params Disk[] guest)
    {
        SnapshotAlignment.Align(snapshot, guest, request, d => d.Source.Format ?? StorageFormat.Raw, _ => true, path => path == "/images/there" ? 1UL : null);
        return snapshot;
    }
}
