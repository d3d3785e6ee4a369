using System.Diagnostics;
using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>Helper programs beside a QEMU without privileges: each does its work, as whom it should, and goes with the guest (confinement.md 9).</summary>
public sealed class HelperSpecs
{
    /// <summary>Capability sets of a process without any.</summary>
    private const string None = "0000000000000000";

    /// <summary>Each with the program that it needs, the process it becomes, who that is, and the XML that asks for it.</summary>
    private static readonly (string[] Programs, string Process, string? User, string Xml)[] Helpers =
    [
        (["/usr/bin/swtpm", "/usr/bin/swtpm_setup"], "swtpm", "tss", "<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"),
        (["/usr/bin/passt"], "passt", null, "<interface type='user'><mac address='52:54:00:00:00:01'/><backend type='passt'/><model type='virtio'/></interface>"),
        (["/usr/bin/dbus-daemon"], "dbus-daemon", null, "<graphics type='dbus'/><video><model type='virtio'/></video>"),
        (["/usr/lib/qemu/virtiofsd", "/usr/libexec/virtiofsd"], "virtiofsd", "root",
            "<filesystem type='mount'><driver type='virtiofs'/><source dir='/usr/share'/><target dir='share'/></filesystem>"),
        (["/usr/bin/nbdkit", "/usr/bin/python3"], "nbdkit", null,
            "<disk type='network' device='cdrom'><source protocol='http' name='/cd.iso'><host name='127.0.0.1' port='8099'/></source>"
            + "<target dev='sda' bus='sata'/></disk>"),
    ];

    /// <summary>A web server with one image of a mebibyte, in parts as they are asked for.</summary>
    private const string WebServer = """
        import http.server, re
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, body):
                part = re.match(r'bytes=(\d+)-(\d+)', self.headers.get('Range') or '')
                first, last = (int(part[1]), int(part[2])) if part else (0, (1 << 20) - 1)
                self.send_response(206 if part else 200)
                self.send_header('Accept-Ranges', 'bytes')
                self.send_header('Content-Length', str(last - first + 1))
                self.end_headers()
                if body: self.wfile.write(bytes(last - first + 1))
            def do_GET(self): self.answer(True)
            def do_HEAD(self): self.answer(False)
        http.server.ThreadingHTTPServer(('127.0.0.1', 8099), Handler).serve_forever()
        """;

    [SkippableFact]
    public void Each_runs_as_its_user_without_privileges_and_goes_with_the_guest()
    {
        (string[] Programs, string Process, string? User, string Xml)[] here =
            [.. Helpers.Where(h => h.Process == "virtiofsd" ? h.Programs.Any(File.Exists) : h.Programs.All(File.Exists))];
        Skip.If(here.Length == 0, "none of swtpm, passt, dbus-daemon, virtiofsd and nbdkit is installed");
        using var world = new World("""
            ip link add up0 type veth peer name up1
            ip addr add 198.51.100.2/24 dev up0
            ip link set up0 up
            ip link set up1 up
            ip route add default via 198.51.100.1
            getent passwd tss >/dev/null && install -d -o tss -g tss -m 0750 /var/lib/swtpm-localca
            """);
        using Process? server = File.Exists("/usr/bin/python3") ? world.Terminal("python3 " + world.File_("server.py", WebServer)) : null;
        string xml = PausedGuest.Xml(string.Concat(here.Select(h => h.Xml)))
            .Replace("<vcpu>", "<uuid>8f0e3b51-6f3b-4d2e-9d6a-3a4a5b6c7d8e</uuid><memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking><vcpu>",
                StringComparison.Ordinal);

        World.Until(() => server is null || world.Run(["sh", "-c", "ss -ltn | grep -q :8099"]).ExitCode == 0, () => "no web server");
        world.Do("--set", "storage_use_nbdkit=1", "start", world.File_("g.xml", xml), "--paused");

        string qemusUser = Status(world.QemuOf("g"), "Uid");
        foreach ((string[] _, string name, string? user, string _) in here)
        {
            int process = ProcessOf(world, name);
            Status(process, "NoNewPrivs").ShouldBe("1", name);
            Status(process, "Uid").ShouldBe(user switch { null => qemusUser, "root" => "0", _ => world.Shell($"id -u {user}").Trim() }, name);
            if (user != "root")
            {
                Status(process, "CapEff").ShouldBe(None, name);
            }
        }

        int[] all = [.. here.Select(h => ProcessOf(world, h.Process))];
        world.Do("destroy", "g");
        World.Until(() => all.All(p => !IsRunning(p)), () => "left: " + string.Join(' ', all.Where(IsRunning)));
        server?.Kill(entireProcessTree: true);
    }

    [SkippableFact]
    public void A_crashed_guests_dump_is_written_though_QEMU_may_not_open_it()
    {
        using var world = new World();
        world.Do("start", world.File_("g.xml", PausedGuest.Xml("<panic model='isa'/>").Replace("<devices>",
            "<features><acpi/></features><on_crash>coredump-destroy</on_crash><devices>", StringComparison.Ordinal)));

        // what a guest's kernel does when it panics: it writes to the device's port
        world.Do("qemu-monitor-command", "g", "--hmp", "o/1 0x505 1");

        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => world.Log("g"));
        string dump = Directory.GetFiles(world.Root + "/lib/virshlite/dump").ShouldHaveSingleItem();
        new FileInfo(dump).Length.ShouldBeGreaterThan(32 << 20);
        world.Shell($"stat -c '%u %a' {dump}").Trim().ShouldBe("0 600");
    }

    /// <summary>By the file in which its number stands.</summary>
    private static int ProcessOf(World world, string name)
    {
        string file = Directory.GetFiles(world.Root, "*.pid", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "g.pid" && f[world.Root.Length..].Contains(name.Replace("-daemon", "", StringComparison.Ordinal),
                StringComparison.Ordinal)).ShouldHaveSingleItem();
        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    /// <summary>The effective one of a line's numbers.</summary>
    private static string Status(int process, string key)
    {
        string[] words = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith(key + ":", StringComparison.Ordinal)).Split('\t');
        return words[Math.Min(2, words.Length - 1)];
    }

    /// <summary>Remains that nobody has waited for count as gone.</summary>
    private static bool IsRunning(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
