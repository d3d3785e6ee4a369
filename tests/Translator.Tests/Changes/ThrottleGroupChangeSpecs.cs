using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Changes;

/// <summary>Throttle groups made, changed and removed (measured.md 8): commands and words of a real libvirt.</summary>
public class ThrottleGroupChangeSpecs
{
    [Fact]
    public void A_group_that_is_not_there_is_made()
    {
        var live = new Domain();

        Set(live, "g", ("total_iops_sec", 1)).ShouldBe(
            "object-add {\"qom-type\":\"throttle-group\",\"id\":\"throttle-g\",\"limits\":" + Limits(1) + "}");

        live.ThrottleGroups.ShouldHaveSingleItem().Limits.TotalIopsSec.ShouldBe(1ul);
    }

    [Fact]
    public void One_that_is_there_gets_new_limits_and_keeps_those_of_other_families()
    {
        var live = new Domain();
        Set(live, "g", ("total_iops_sec", 1));

        Set(live, "g", ("total_iops_sec", 2)).ShouldBe("qom-set {\"property\":\"limits\",\"path\":\"throttle-g\",\"value\":" + Limits(2) + "}");
        Set(live, "g", ("read_bytes_sec", 5));

        ThrottleGroupChange.Text(live, "g").ShouldBe("read_bytes_sec : 5\ntotal_iops_sec : 2\n");
    }

    [Fact]
    public void A_burst_needs_a_limit() => Should.Throw<DomainException>(() => Set(new Domain(), "g", ("total_iops_sec_max", 3)))
        .Message.ShouldBe("cannot reset 'total_iops_sec' when 'total_iops_sec_max' is set");

    [Fact]
    public void A_group_that_a_disk_uses_stays()
    {
        var disk = new Disk { TargetDev = "vdb", ThrottleFilters = { "g" } };
        var domain = new Domain { ThrottleGroups = { new ThrottleGroup { Name = "g" } }, Disks = { disk } };

        Should.Throw<DomainException>(() => ThrottleGroupChange.RemoveStored(domain, "g"))
            .Message.ShouldBe("throttle group 'g' is still being used by disk vdb");
    }

    [Fact]
    public void One_that_is_removed_is_gone_from_QEMU_and_the_XML()
    {
        var domain = new Domain { ThrottleGroups = { new ThrottleGroup { Name = "g" } } };

        string.Join('\n', ThrottleGroupChange.Remove(domain, "g").Select(s => StepText.Of(s, NoDescriptors.Instance)))
            .ShouldBe("object-del {\"id\":\"throttle-g\"}");

        domain.ThrottleGroups.ShouldBeEmpty();
    }

    private static string Set(Domain live, string name, params (string Name, ulong Value)[] given) => string.Join(
        '\n', ThrottleGroupChange.Set(live, name, given.ToDictionary(g => g.Name, g => g.Value)).Select(s => StepText.Of(s, NoDescriptors.Instance)));

    private static string Limits(int iops) => "{\"bps-total\":0,\"bps-read\":0,\"bps-write\":0,\"iops-total\":" + iops
        + ",\"iops-read\":0,\"iops-write\":0,\"bps-total-max\":0,\"bps-read-max\":0,\"bps-write-max\":0,\"iops-total-max\":0,\"iops-read-max\":0,"
        + "\"iops-write-max\":0,\"iops-size\":0}";
}
