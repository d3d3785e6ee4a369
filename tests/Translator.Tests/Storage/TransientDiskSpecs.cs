using System.Diagnostics;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Storage;

public class TransientDiskSpecs
{
    [Fact]
    public void An_overlay_names_what_is_below_it()
    {
        byte[] overlay = Qcow2Overlay.Create(5UL << 40, "/i/base.img", "raw");

        ImageHeader header = ImageHeaderReader.Read(overlay, StorageFormat.Qcow2);
        (header.BackingString, header.BackingFormat).ShouldBe(("/i/base.img", "raw"));
        ImageHeaderReader.VirtualSize(overlay, StorageFormat.Qcow2, 0).ShouldBe(5UL << 40);
    }

    [SkippableFact]
    public void Qemu_img_finds_nothing_wrong_with_an_overlay()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-img"), "qemu-img is not installed");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string backing = Path.Combine(folder, "base.img");
            File.WriteAllBytes(backing, new byte[65536]);
            string overlay = Path.Combine(folder, "overlay.qcow2");
            File.WriteAllBytes(overlay, Qcow2Overlay.Create(65536, backing, "raw"));

            using Process check = Process.Start(new ProcessStartInfo("/usr/bin/qemu-img", ["check", overlay])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
            string said = check.StandardOutput.ReadToEnd() + check.StandardError.ReadToEnd();
            check.WaitForExit();
            said.ShouldContain("No errors were found");
            check.ExitCode.ShouldBe(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_transient_disk_gets_its_overlay_through_the_monitor()
    {
        LaunchPlan plan = PlanOf("<transient/>");

        plan.Files.ShouldContain(f => f.Path == "/i/a.img.TRANSIENT-g" && f.Kind == PlannedFileKind.Content);
        plan.StepsBeforeRunning.OfType<QmpStep>().Select(s => s.Command).Where(c => c.StartsWith("blockdev", StringComparison.Ordinal))
            .ShouldBe(["blockdev-add", "blockdev-add", "blockdev-snapshot"]);
    }

    [Fact]
    public void A_shared_transient_disk_is_plugged_in_and_the_guest_reset()
    {
        LaunchPlan plan = PlanOf("<transient shareBacking='yes'/>");

        plan.Arguments.ShouldNotContain(a => a.Option == "-blockdev");
        List<string> commands = [.. plan.StepsBeforeRunning.OfType<QmpStep>().Select(s => s.Command)];
        commands.ShouldContain("device_add");
        commands[^1].ShouldBe("balloon");
        commands.IndexOf("system_reset").ShouldBe(commands.IndexOf("device_add") + 1);
    }

    private static LaunchPlan PlanOf(string inDisk)
    {
        Domain domain = DomainReader.Read(
            $"""
            <domain type='kvm'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os>
            <devices><disk type='file' device='disk'><source file='/i/a.img'/><target dev='vda' bus='virtio'/>{inDisk}</disk></devices></domain>
            """);
        var context = new TranslationContext(domain, _ => TestQemu.Modern, new Host(), new Settings(), new TranslationOptions { ForStart = true });
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    private sealed class Host : IHostFacts
    {
        public string? FindProgram(string name) => "/usr/bin/" + Path.GetFileName(name);

        public HostPathKind KindOf(string path) => path == "/i/a.img" ? HostPathKind.File : HostPathKind.Missing;

        public byte[] ReadStart(string path, int count) => new byte[512];

        public ulong LengthOf(string path) => 1 << 20;
    }
}
