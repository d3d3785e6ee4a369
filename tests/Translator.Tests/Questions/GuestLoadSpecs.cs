using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Translator.Tests.Questions;

public class GuestLoadSpecs
{
    [Fact]
    public void Rates_are_what_was_counted_between_two_moments()
    {
        GuestLoad load = GuestLoad.Of(Figures(1_000_000_000, 100, 50, 10, 20), Figures(4_000_000_000, 4196, 2098, 1034, 2068), 2);

        load.CpuPercent.ShouldBe(150);
        load.ReadRate.ShouldBe(2048);
        load.WriteRate.ShouldBe(1024);
        load.ReceiveRate.ShouldBe(512);
        load.SendRate.ShouldBe(1024);
    }

    [Fact]
    public void A_device_that_went_makes_no_negative_rate() =>
        GuestLoad.Of(Figures(0, 100, 0, 500, 0), Figures(0, 0, 0, 0, 0), 1).ShouldBe(new GuestLoad(0, 2048, 0, 0, 0, 0));

    [Fact]
    public void Before_the_second_moment_nothing_is_known_but_the_memory() =>
        GuestLoad.Of(null, Figures(5, 5, 5, 5, 5), 1).ShouldBe(new GuestLoad(0, 2048, 0, 0, 0, 0));

    [Fact]
    public void The_busiest_guest_stands_first_and_sizes_have_few_digits()
    {
        string table = LoadTable.Of([(1, "idle", "running", new GuestLoad(0, 2048, 0, 0, 0, 0)), (2, "busy", "running",
            new GuestLoad(99.95, 1536 * 1024, 999, 1500, 20 * 1024 * 1024, 5e12))]).ToString(quiet: true);

        table.ShouldBe(" 2   busy   running   100.0   1.5G   999B   1.5K   20M   4.5T\n 1   idle   running   0.0     2.0M   0B     0B     0B    0B\n");
    }

    private static DomainFigures Figures(ulong cpu, ulong read, ulong written, ulong received, ulong sent) => new(new Domain())
    {
        State = "running",
        Reason = "booted",
        Cpu = (cpu, 0, 0),
        ResidentKiB = 2048,
        Disks = [new BlockFigures("vda", null, null) { ReadBytes = read, WriteBytes = written }],
        Links = new Dictionary<string, LinkFigures> { ["vnet0"] = new(received, 0, 0, 0, sent, 0, 0, 0) },
    };
}
