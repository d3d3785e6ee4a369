using VirshLite.Translator.Comparing;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

public class CommandComparerSpecs
{
    [Fact]
    public void Syntax_and_order_are_no_difference() =>
        Compare(
            """-device VGA,id=video0,addr=0x2 -S -device '{"driver":"virtio-balloon-pci","id":"balloon0"}'""",
            """-S -device virtio-balloon-pci,id=balloon0 -device '{"driver":"VGA","addr":"0x2","id":"video0"}'""").ShouldBeEmpty();

    [Fact]
    public void Values_of_one_run_are_no_difference_unless_asked_for()
    {
        const string left = "-netdev tap,fd=22,id=hostnet0,vhost=on,vhostfd=23 -object secret,id=k,file=/var/lib/libvirt/qemu/domain--1-g/key";
        const string right = """-netdev '{"type":"tap","fd":"5","vhost":true,"vhostfd":"6","id":"hostnet0"}' -object secret,id=k,file=/var/lib/libvirt/qemu/domain-12-g/key""";

        Compare(left, right).ShouldBeEmpty();
        Compare(left, right, new() { PerRunValues = true }).Count.ShouldBe(2);
    }

    [Fact]
    public void A_passed_socket_equals_its_path()
    {
        Compare("-chardev socket,id=c,fd=3,server=on", "-chardev socket,id=c,path=/x,server=on").ShouldBeEmpty();
        Compare("-chardev socket,id=c,path=/y,server=on", "-chardev socket,id=c,path=/x,server=on").Count.ShouldBe(1);
    }

    [Fact]
    public void A_changed_option_tells_its_properties()
    {
        CommandDifference difference = Compare("-device virtio-net-pci,id=net0,mac=a,vectors=4", "-device virtio-net-pci,mac=b,id=net0,mq=on")
            .ShouldHaveSingleItem();

        difference.Kind.ShouldBe(DifferenceKind.Changed);
        difference.Subject.ShouldBe("-device net0");
        difference.Properties.ShouldBe([new("mac", "a", "b"), new("vectors", "4", null), new("mq", null, "on")]);
    }

    [Fact]
    public void What_only_one_side_has_is_told_in_order()
    {
        List<CommandDifference> differences = Compare("-S -device a,id=x -device b,id=y", "-device c,id=z -device b,id=y -no-shutdown");

        differences.Select(d => (d.Kind, d.Left ?? d.Right)).ShouldBe(
        [
            (DifferenceKind.OnlyLeft, "-S"),
            (DifferenceKind.OnlyLeft, "-device a,id=x"),
            (DifferenceKind.OnlyRight, "-device c,id=z"),
            (DifferenceKind.OnlyRight, "-no-shutdown"),
        ]);
    }

    [Fact]
    public void One_more_option_without_an_id_does_not_shift_its_namesakes()
    {
        CommandDifference difference = Compare("-global A.x=1 -global B.x=1", "-global N.x=1 -global A.x=1 -global B.x=1").ShouldHaveSingleItem();

        difference.Right.ShouldBe("-global N.x=1");
    }

    [Fact]
    public void Binary_and_environment_count_where_both_sides_have_them()
    {
        List<CommandDifference> differences = CommandComparer.Compare(Parse("LC_ALL=C PATH=/a TZ=x /usr/bin/q -S"),
            Parse("LC_ALL=C PATH=/b SDL=y /usr/bin/r -S"));

        differences.Select(d => d.Subject).ShouldBe(["environment TZ", "environment SDL", "binary"]);
        CommandComparer.Compare(Parse("LC_ALL=C /q -S"), Parse("/q -S")).ShouldBeEmpty();
    }

    [Fact]
    public void Drawn_values_equal_anything() =>
        Compare("-uuid a", "-uuid b", new() { Generated = new HashSet<string> { "b" } }).ShouldBeEmpty();

    [Theory]
    [InlineData("/var/lib/libvirt/qemu/domain-7-x/monitor.sock", "/var/lib/libvirt/qemu/domain-N-x/monitor.sock")]
    [InlineData("/run/libvirt/qemu/channel/-1-x/a", "/run/libvirt/qemu/channel/N-x/a")]
    [InlineData("/run/libvirt/qemu/3-x-fs0-fs.pid", "/run/libvirt/qemu/N-x-fs0-fs.pid")]
    [InlineData("/images/domain-x/7-y", "/images/domain-x/7-y")]
    public void The_guests_number_is_found_in_paths(string path, string expected) => PerRunValues.WithoutGuestId(path).ShouldBe(expected);

    private static List<CommandDifference> Compare(string left, string right, ComparingOptions? options = null) =>
        CommandComparer.Compare(Parse("/q " + left), Parse("/q " + right), options);

    private static ParsedCommand Parse(string text) => ParsedCommand.Parse(text);
}
