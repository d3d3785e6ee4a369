using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Tests;

public sealed class VerbSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void An_empty_list_looks_as_virshs()
    {
        Run("list").Output.ShouldBe(" Id   Name   State\n--------------------\n\n");
        Run("list", "--quiet").Output.ShouldBe("");
        Run("list", "--output", "json").Output.ShouldBe("[]\n");
        Run("list", "--all", "--name").Output.ShouldBe("\n");
    }

    [Fact]
    public void A_table_is_as_wide_as_its_cells()
    {
        var table = new TextTable("Id", "Name", "State");
        table.Add("1", "a", "running");

        table.ToString(quiet: false).ShouldBe(" Id   Name   State\n----------------------\n 1    a      running\n");
        table.ToString(quiet: true).ShouldBe(" 1   a   running\n");
    }

    [Fact]
    public void A_file_is_dumped_in_libvirts_layout_without_passwords()
    {
        string file = Write(
            "g.xml",
            "<domain type='qemu'><memory unit='MiB'>1</memory><name>g</name><os><type arch='x86_64'>hvm</type></os><devices><graphics type='vnc' port='5901' "
            + "passwd='secret'/></devices></domain>");

        string text = Run("dumpxml", file).Output;

        text.ShouldStartWith("<domain type='qemu'>\n  <name>g</name>\n");
        text.ShouldContain("<memory unit='KiB'>1024</memory>");
        text.ShouldNotContain("secret");
        Run("dumpxml", "--security-info", "--xml", file).Output.ShouldContain("passwd='secret'");
    }

    [Fact]
    public void Saved_command_lines_are_compared()
    {
        string left = Write("left.args", "/usr/bin/qemu -name guest=a -device VGA,id=video0,vgamem_mb=16 -S\n");
        string right = Write("right.args", "/usr/bin/qemu \\\n-name guest=a \\\n-device '{\"driver\":\"VGA\",\"id\":\"video0\",\"vgamem_mb\":32}'\n");

        CommandRun run = Run("diff", left, right);

        run.Code.ShouldBe(1);
        run.Output.ShouldBe($"--- {left}\n+++ {right}\n~ -device video0\n    - vgamem_mb: 16\n    + vgamem_mb: 32\n- -S\n");
        Run("diff", left, left).ShouldBe(new CommandRun(0, "", ""));
        Run("diff", "--brief", left, right).ShouldBe(new CommandRun(1, "", ""));
    }

    [Fact]
    public void Syntax_alone_is_a_difference_only_when_strict()
    {
        string left = Write("left.args", "/usr/bin/qemu -device VGA,id=video0");
        string right = Write("right.args", "/usr/bin/qemu -device '{\"driver\":\"VGA\",\"id\":\"video0\"}'");

        Run("diff", left, right).Code.ShouldBe(0);
        CommandRun strict = Run("diff", "--strict", left, right);
        strict.Code.ShouldBe(1);
        strict.Output.ShouldContain("- -device VGA,id=video0\n+ -device '{");
    }

    [SkippableFact]
    public void A_kept_preview_is_the_same_text_as_its_domain()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "QEMU is not installed");
        string file = Write(
            "g.xml",
            "<domain type='qemu'><memory unit='MiB'>64</memory><name>g</name><uuid>7a5cf7a1-43d9-4f86-b23f-0a5ae0dc26f5</uuid><os><type "
            + "arch='x86_64'>hvm</type></os>" +
            "<devices><interface type='bridge'><mac address='52:54:00:1f:45:43'/><source bridge='br0'/></interface></devices></domain>");
        string kept = Write("g.args", Run("domxml-to-native", "qemu-argv", file, "--format", "shell").Output);

        File.ReadAllText(kept).ShouldContain("22");
        Run("diff", "--strict", file, kept).ShouldBe(new CommandRun(0, "", ""));
        Run("diff", "--all", file, kept).ShouldBe(new CommandRun(0, "", ""));
    }

    [SkippableFact]
    public void A_log_is_compared_by_the_rules_of_the_libvirt_that_wrote_it()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "QEMU is not installed");
        string file = Write(
            "g.xml",
            "<domain type='qemu'><memory unit='MiB'>64</memory><name>g</name><uuid>7a5cf7a1-43d9-4f86-b23f-0a5ae0dc26f5</uuid><os><type "
            + "arch='x86_64'>hvm</type></os></domain>");
        string line = Run("domxml-to-native", "qemu-argv", file, "--format", "shell", "--rules", "9.0").Output;
        string log = Write("g.log", "2024-05-06 13:37:30.708+0000: starting up libvirt version: 9.0.0, qemu version: 7.2\n" + line);

        line.ShouldContain("-m 64");
        CommandRun run = Run("diff", "--strict", file, log);
        run.Output.ShouldBe("");
        run.Code.ShouldBe(0);
        run.Error.ShouldContain("rules of libvirt 9.0.0, as the log says");
        Run("diff", "--strict", file, log, "--rules", "11.3").Output.ShouldContain("-m");
    }

    [SkippableFact]
    public void An_upgrade_is_told_beforehand()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "QEMU is not installed");
        const string Head =
            "<domain type='qemu'><memory unit='MiB'>64</memory><name>g</name><uuid>7a5cf7a1-43d9-4f86-b23f-0a5ae0dc26f5</uuid><os><type arch='x86_64' "
            + "machine='q35'>hvm</type></os>";
        string plain = Write("plain.xml", Head + "</domain>");
        string newer = Write("newer.xml", Head
            + "<devices><disk type='file'><source file='/a'/><target dev='nvme0n1' bus='nvme'/><serial>S</serial></disk></devices></domain>");

        Run("upgrade", plain, "--from", "11.3", "--to", "11.3").ShouldBe(new CommandRun(0, plain + ": nothing changes\n", ""));
        CommandRun seen = Run("upgrade", plain, "--from", "9.0", "--to", "11.3");
        seen.Code.ShouldBe(1);
        seen.Output.ShouldStartWith(plain + ": the guest would see other hardware\n");
        seen.Output.ShouldContain("! + -global ICH9-LPC.noreboot=off\n");
        seen.Output.ShouldContain("  xml +     <watchdog model='itco' action='reset'/>\n");
        CommandRun refused = Run("upgrade", newer, "--from", "12.8", "--to", "11.3", "--brief");
        refused.Code.ShouldBe(3);
        refused.Output.ShouldContain("libvirt 11.3 refuses it: ");
        Run("upgrade", plain, newer, "--from", "9.0", "--to", "12.8", "--output", "json").Output.ShouldContain("\"guestSees\": true");
    }

    [Fact]
    public void Differences_come_as_JSON_too()
    {
        string left = Write("left.args", "/usr/bin/qemu -m 1");
        string right = Write("right.args", "/usr/bin/qemu -m 2");

        using JsonDocument document = JsonDocument.Parse(Run("diff", left, right, "--output", "json").Output);

        document.RootElement.GetProperty("same").GetBoolean().ShouldBeFalse();
        JsonElement difference = document.RootElement.GetProperty("differences")[0];
        difference.GetProperty("kind").GetString().ShouldBe("changed");
        difference.GetProperty("properties")[0].GetProperty("right").GetString().ShouldBe("2");
    }

    [Fact]
    public void Text_that_is_no_command_is_refused_with_its_name()
    {
        string file = Write("empty.args", "\n");

        CommandRun run = Run("diff", file, file);

        run.Code.ShouldBe(3);
        run.Error.ShouldStartWith(file + ": error: no command line was found");
    }

    [Fact]
    public void The_version_is_told_for_programs()
    {
        using JsonDocument document = JsonDocument.Parse(Run("version", "--output", "json").Output);

        document.RootElement.GetProperty("libvirtRules").GetString().ShouldBe("11.3");
    }

    private CommandRun Run(params string[] args) =>
        CommandRun.Of([.. args, .. args[0] is "version"
            ? (string[])[] : ["--session", "--set", "state_directory=" + directory.Path, "--set", "log_directory=" + directory.Path]]);

    private string Write(string name, string text)
    {
        string file = Path.Combine(directory.Path, name);
        File.WriteAllText(file, text);
        return file;
    }
}
