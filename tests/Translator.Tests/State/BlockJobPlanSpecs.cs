using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Translator.Tests.State;

/// <summary>Block jobs of a disk with three images: how they begin, and what is left to do at their end (guest-state.md 4).</summary>
public class BlockJobPlanSpecs
{
    private static readonly LiveDisk Disk = new(new Disk { TargetDev = "vda" }, "libvirt-3-format", [Image(3), Image(2), Image(1)]);

    [Fact]
    public void A_pull_names_the_image_that_stays_below()
    {
        (BlockJob job, QmpStep step) = BlockJobPlan.Pull(Disk, below: 2, speed: 0, masksProtocol: true);
        job.Id.ShouldBe("pull-vda-libvirt-3-format");
        Text(step).ShouldBe("block-stream "
            + """{"device":"libvirt-3-format","job-id":"pull-vda-libvirt-3-format","base-node":"libvirt-1-format","backing-file":"/i/1","""
            + "\"auto-finalize\":true,\"auto-dismiss\":false,\"backing-mask-protocol\":true}");
        BlockJobPlan.Gone(job, moved: true).Select(i => i.File).ShouldBe(["/i/2"], ignoreOrder: true);
    }

    [Fact]
    public void A_copy_that_is_given_up_leaves_the_images_and_drops_the_mirrors_nodes()
    {
        (BlockJob job, QmpStep step) = BlockJobPlan.Copy(Disk, Image(9), shallow: false, new CopyTuning(Speed: 1048576, SynchronousWrites: true));
        Text(step).ShouldContain("\"speed\":1048576,\"sync\":\"full\",\"copy-mode\":\"write-blocking\"");
        BlockJobPlan.Gone(job, moved: false).ShouldBe([Image(9)]);
        BlockJobPlan.Gone(job, moved: true).ShouldBe(Disk.Images);
        BlockJobPlan.Gone(job with { Shallow = true }, moved: true).ShouldBe([Image(3)]);
    }

    [Fact]
    public void A_backup_that_fails_leaves_no_file_where_it_made_one()
    {
        var backup = new BlockJob
        {
            Id = "backup-vda-libvirt-3-format",
            Kind = BlockJobKind.Backup,
            Disk = "vda",
            Images = Disk.Images,
            Base = 3,
            Mirror = Image(9),
            DeletesFailed = true,
        };
        BlockNodes none = BlockNodes.Parse(JsonDocument.Parse("[]").RootElement);
        BlockJobPlan.Finish(backup, none, failed: true).OfType<RemoveFile>().Select(r => r.Path).ShouldBe(["/i/9"]);
        BlockJobPlan.Finish(backup, none, failed: false).OfType<RemoveFile>().ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_takes_bitmaps_gets_one_before_the_disk_goes_over()
    {
        (BlockJob job, QmpStep _) = BlockJobPlan.Copy(Disk, Image(9), shallow: true, new CopyTuning());
        BlockJobPlan.Pivot(job, targetTakesBitmaps: false).OfType<QmpStep>().Select(s => s.Command).ShouldBe(["job-complete"]);
        BlockJobPlan.Pivot(job, targetTakesBitmaps: true).OfType<QmpStep>().Select(s => s.Command).ShouldBe(["transaction", "job-complete"]);
    }

    private static LiveImage Image(int number) => new($"libvirt-{number}-format", $"libvirt-{number}-storage", $"/i/{number}", "qcow2");

    private static string Text(QmpStep step) => step.Command + " " + PropertyWriter.ToJson(step.Arguments!, NoDescriptors.Instance);
}
