using System.Diagnostics;
using System.Globalization;

namespace VirshLite.Faults;

/// <summary>What a guest's QEMU prints, however much, whoever dies meanwhile.</summary>
public sealed class LogSpecs
{
    private const int Lines = 400_000;

    [SkippableFact]
    public void A_flood_of_output_stays_within_its_files_and_a_killed_supervisor_loses_no_line()
    {
        using var world = new World();

        // an emulator that is QEMU, but for what it prints
        world.File_("emulator", $"""
            #!/bin/sh
            case "$*" in *guest=g*) seq -f 'line %.0f' 0 {Lines - 1} >&2 & esac
            exec {Programs.Qemu} "$@"
            """);
        world.Shell("install -m 755 emulator /var/log/emulator");
        world.File_("g.xml", TinyGuest.Xml("g", "<emulator>/var/log/emulator</emulator>"));
        world.Do("--set", "max_backups=20", "--set", "max_size=1000000", "start", "g.xml");
        int qemu = world.QemuOf("g");
        for (int i = 0; i < Scale.Of(3, 30); i++)
        {
            World.Until(() => LostGuestSpecs.SupervisorOf(world, "g") > 0, () => "no supervisor");
            LostGuestSpecs.Signal(LostGuestSpecs.SupervisorOf(world, "g"), "KILL", mayFail: true);
            world.Do("list").ShouldContain("g");
        }

        string last = string.Create(CultureInfo.InvariantCulture, $"line {Lines - 1}");
        World.Until(() => world.Log("g").Contains(last, StringComparison.Ordinal), () => $"'{last}' is not in the log");
        world.Do("destroy", "g");

        string[] files = Directory.GetFiles(world.Root + "/log/virshlite", "g.log*");
        files.Length.ShouldBeGreaterThan(3);
        files.Where(f => new FileInfo(f).Length > 1_000_000).Select(f => $"{f}: {new FileInfo(f).Length}").ShouldBeEmpty();
        HashSet<string> lines = [.. files.SelectMany(File.ReadLines)];
        Enumerable.Range(0, Lines).Where(i => !lines.Contains(string.Create(CultureInfo.InvariantCulture, $"line {i}"))).ShouldBeEmpty();
        lines.ShouldContain(l => l.EndsWith("shutting down, reason=destroyed", StringComparison.Ordinal));
        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void By_default_a_log_takes_8_MiB_at_most()
    {
        using var world = LostGuestSpecs.Started("g");
        var time = Stopwatch.StartNew();
        world.Do("qemu-monitor-command", "g", "--hmp", "log exec,nochain,cpu,int");
        World.Until(() => File.Exists(world.Root + "/log/virshlite/g.log.2") || time.Elapsed > TimeSpan.FromSeconds(30), () => "no output");
        world.Do("list").ShouldContain("running");
        world.Do("destroy", "g");

        string[] files = Directory.GetFiles(world.Root + "/log/virshlite", "g.log*");
        files.Length.ShouldBeInRange(2, 4);
        files.ShouldAllBe(f => new FileInfo(f).Length <= 2 << 20);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_a_character_device_writes_stays_within_its_files_and_goes_on_with_the_next_supervisor()
    {
        using var world = new World();

        // an emulator that is QEMU, but for what it writes as its serial port would
        world.File_("emulator", $$"""
            #!/bin/sh
            case "$*" in *guest=g*)
                fd=$(printf '%s' "$*" | sed 's/.*set=0,fd=\([0-9]*\).*/\1/')
                (trap '' PIPE; seq -f 'line %.0f' 0 {{(Lines / 4) - 1}}; while kill -0 $$ && sleep 0.2; do echo tick; done) >&$fd 2>/dev/null &
            esac
            exec {{Programs.Qemu}} "$@"
            """);
        world.Shell("install -m 755 emulator /var/log/emulator && echo before >/var/log/serial.log");
        world.File_("g.xml", TinyGuest.Xml("g",
            "<emulator>/var/log/emulator</emulator><serial type='null'><log file='/var/log/serial.log' append='on'/><target port='0'/></serial>"));
        world.Do("--set", "max_backups=20", "--set", "max_size=200000", "start", "g.xml");
        string log = world.Root + "/log/serial.log";
        World.Until(() => File.Exists(log) && File.ReadAllText(log).Contains("tick", StringComparison.Ordinal), () => "no tick");
        int former = LostGuestSpecs.SupervisorOf(world, "g");
        LostGuestSpecs.Signal(former, "KILL");
        World.Until(() => !LostGuestSpecs.IsAlive(former), () => "it does not die");
        long length = new FileInfo(log).Length;
        world.Do("list").ShouldContain("running");
        World.Until(() => new FileInfo(log).Length > length, () => "nothing more is written");
        world.Do("destroy", "g");

        string[] files = Directory.GetFiles(world.Root + "/log", "serial.log*");
        files.Length.ShouldBeGreaterThan(3);
        files.Where(f => new FileInfo(f).Length > 200_000).ShouldBeEmpty();
        HashSet<string> lines = [.. files.SelectMany(File.ReadLines)];
        lines.ShouldContain("before");
        Enumerable.Range(0, Lines / 4).Where(i => !lines.Contains(string.Create(CultureInfo.InvariantCulture, $"line {i}"))).ShouldBeEmpty();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void QEMU_writes_its_log_itself_where_qemu_conf_says_so()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        world.Do("--set", "stdio_handler=file", "start", "g.xml");

        File.ResolveLinkTarget($"/proc/{world.QemuOf("g")}/fd/2", returnFinalTarget: false)!.FullName.ShouldEndWith("/g.log");
        world.Do("destroy", "g");
        world.Log("g").ShouldContain("shutting down, reason=destroyed");
    }
}
