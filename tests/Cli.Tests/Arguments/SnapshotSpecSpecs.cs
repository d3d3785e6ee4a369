using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Tests.Arguments;

/// <summary>XML made of the words of a command line, as virsh 11.3 prints it with --print-xml.</summary>
public class SnapshotSpecSpecs
{
    [Fact]
    public void Nothing_said_is_an_element_with_nothing_in_it() =>
        SnapshotSpec.Snapshot(null, null, null, []).ShouldBe("<domainsnapshot>\n</domainsnapshot>\n");

    [Fact]
    public void Name_and_description_are_escaped() =>
        SnapshotSpec.Snapshot("s1", "a <b> & 'c'", null, [])
            .ShouldBe("<domainsnapshot>\n  <name>s1</name>\n  <description>a &lt;b&gt; &amp; &apos;c&apos;</description>\n</domainsnapshot>\n");

    [Theory]
    [InlineData("/m/x", "<memory file='/m/x'/>")]
    [InlineData("file=/m/x,snapshot=external", "<memory snapshot='external' file='/m/x'/>")]
    [InlineData("/m/x,snapshot=internal", "<memory snapshot='internal' file='/m/x'/>")]
    [InlineData("snapshot=no", "<memory snapshot='no'/>")]
    public void Memory_stands_as_it_was_said(string words, string xml) => SnapshotSpec.Snapshot(null, null, words, []).ShouldContain($"\n  {xml}\n");

    [Theory]
    [InlineData("a,,b")]
    [InlineData("bogus=1,file=/x")]
    public void Words_about_memory_that_mean_nothing_are_refused(string words) =>
        Should.Throw<UsageException>(() => SnapshotSpec.Snapshot(null, null, words, [])).Message.ShouldBe($"unable to parse memspec: {words}");

    [Theory]
    [InlineData("vda", "<disk name='vda'/>")]
    [InlineData("vda,snapshot=no", "<disk name='vda' snapshot='no'/>")]
    [InlineData("vda,snapshot=bogus", "<disk name='vda' snapshot='bogus'/>")]
    [InlineData("file=/a", "<disk name='file=/a'/>")]
    [InlineData(",file=/a", "<disk name=''>\n      <source file='/a'/>\n    </disk>")]
    [InlineData("vda,file=/a,,b", "<disk name='vda'>\n      <source file='/a,b'/>\n    </disk>")]
    [InlineData("vda,driver=raw", "<disk name='vda'>\n      <driver type='raw'/>\n    </disk>")]
    [InlineData("vda,snapshot=external,stype=block,file=/dev/x",
        "<disk name='vda' snapshot='external' type='block'>\n      <source dev='/dev/x'/>\n    </disk>")]
    public void A_disk_stands_as_it_was_said(string words, string xml) =>
        SnapshotSpec.Snapshot(null, null, null, [words]).ShouldBe($"<domainsnapshot>\n  <disks>\n    {xml}\n  </disks>\n</domainsnapshot>\n");

    [Theory]
    [InlineData("vda,bogus=1", "unable to parse diskspec: vda,bogus=1")]
    [InlineData("vda,stype=network,file=/x", "Unknown storage type: 'network'\nerror: unable to parse diskspec: vda,stype=network,file=/x")]
    public void Words_about_disks_that_mean_nothing_are_refused(string words, string why) =>
        Should.Throw<UsageException>(() => SnapshotSpec.Snapshot(null, null, null, [words])).Message.ShouldBe(why);

    [Fact]
    public void A_checkpoint_has_bitmaps_for_disks() =>
        SnapshotSpec.Checkpoint("c", null, ["vda,bitmap=c", "vdb,checkpoint=no"]).ShouldBe(
            "<domaincheckpoint>\n  <name>c</name>\n  <disks>\n    <disk name='vda' bitmap='c'/>\n    <disk name='vdb' checkpoint='no'/>\n  </disks>\n"
            + "</domaincheckpoint>\n");
}
