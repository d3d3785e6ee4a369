using System.Diagnostics;
using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>
/// A host of its own for one test: private /run, /var/lib, /var/log, network and accounts (one for QEMU among them), by namespaces. virshlite runs in it as
/// root, in system mode, as it would on any machine; what it leaves behind can be seen from outside. Everything in it ends with it.
/// </summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static int count;

    private readonly Process holder;

    public World(string? extraSetup = null)
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root: mount and network namespaces");
        Skip.IfNot(File.Exists("/usr/bin/unshare") && File.Exists("/usr/bin/nsenter"), "needs unshare and nsenter (util-linux)");
        Skip.IfNot(File.Exists(Programs.Qemu), $"{Programs.Qemu} is not installed");
        Root = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"vle-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));
        foreach (string directory in (string[])["run", "lib", "log"])
        {
            Directory.CreateDirectory($"{Root}/{directory}");
        }

        string script = $"""
            set -e
            mount --bind {Root}/run /run
            mount --bind {Root}/lib /var/lib
            mount --bind {Root}/log /var/log
            mount --bind {Programs.SharedCache} /var/cache
            mount -t sysfs sysfs /sys
            cp /etc/passwd /etc/group {Root}
            getent passwd libvirt-qemu qemu virshlite >/dev/null || echo 'virshlite:x:64999:64999::/nonexistent:/usr/sbin/nologin' >>{Root}/passwd
            getent group virshlite >/dev/null || echo 'virshlite:x:64999:' >>{Root}/group
            mount --bind {Root}/passwd /etc/passwd
            mount --bind {Root}/group /etc/group
            ip link set lo up
            {extraSetup}
            echo ready
            exec sleep infinity
            """;
        holder = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--net", "--propagation", "private", "sh", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string? line = holder.StandardOutput.ReadLine();
        if (line != "ready")
        {
            string error = holder.StandardError.ReadToEnd();
            TemporaryDirectory.Remove(Root);
            Skip.If(true, "namespaces cannot be made here: " + error);
        }
    }

    /// <summary>The world's directories <c>run</c>, <c>lib</c> and <c>log</c> are below it.</summary>
    public string Root { get; }

    /// <summary>The process that its namespaces are named by.</summary>
    public int Holder => holder.Id;

    /// <summary>How another world's <c>migrate</c> reaches virshlite in this one.</summary>
    public string AsDestination => string.Create(CultureInfo.InvariantCulture,
        $"exec:nsenter --target {holder.Id} --mount --net --wd={Root} -- {Programs.VirshLite}");

    /// <summary>Writes a file that is the same inside and outside.</summary>
    public string File_(string name, string text)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the program under test.</summary>
    public Outcome VirshLite(params string[] arguments) => Run([Programs.VirshLite, .. arguments]);

    /// <summary>Begins the program under test; what it says is read by nobody.</summary>
    public Process Begin(params string[] arguments)
    {
        Process process = Start([Programs.VirshLite, .. arguments]);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The same; must succeed.</summary>
    public string Do(params string[] arguments)
    {
        Outcome outcome = VirshLite(arguments);
        outcome.ExitCode.ShouldBe(0, $"virshlite {string.Join(' ', arguments)}\n{outcome.Output}{outcome.Error}");
        return outcome.Output;
    }

    /// <summary>Any command in this world; must succeed.</summary>
    public string Shell(string script)
    {
        Outcome outcome = Run(["sh", "-c", script]);
        outcome.ExitCode.ShouldBe(0, script + "\n" + outcome.Error);
        return outcome.Output;
    }

    /// <summary>A command with a terminal of its own; what it says is to be read, the answers typed.</summary>
    public Process Terminal(string command) => Start(["script", "-qefc", command, "/dev/null"]);

    public Outcome Run(string[] words)
    {
        using Process process = Start(words);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(string.Join(' ', words));
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private Process Start(string[] words) => Process.Start(new ProcessStartInfo(
        "nsenter",
        ["--target", holder.Id.ToString(CultureInfo.InvariantCulture), "--mount", "--net", $"--wd={Root}", "--", .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Files, sockets and directories of guests: what is left when no guest should be. Logs, NVRAM and permanent directories do not count.</summary>
    public string[] Leftovers()
    {
        string[] permanent =
        [
            "run/virshlite", "run/virshlite/channel", "run/virshlite/guests", "run/virshlite/next-id", "run/virshlite/reserved",
            "lib/virshlite", "lib/virshlite/leaseshelper", "lib/libvirt", "lib/libvirt/dnsmasq", "run/leaseshelper.pid", "run/xtables.lock",
                "run/virshlite/network", "run/virshlite/network.lock", "run/virshlite/nwfilter-binding", "run/virshlite/nwfilter-binding.lock",
                "run/mount", "run/mount/utab", "run/mount/utab.lock",
        ];
        IEnumerable<string> files = ((string[])["run", "lib"])
            .SelectMany(d => Directory.EnumerateFileSystemEntries($"{Root}/{d}", "*", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f => !permanent.Contains(f) && !f.StartsWith("lib/virshlite/nvram", StringComparison.Ordinal)
                && !f.StartsWith("run/virshlite/completed", StringComparison.Ordinal));
        string[] taps = [.. Shell("ls /sys/class/net").Split('\n').Where(n => n.StartsWith("vnet", StringComparison.Ordinal))];
        return [.. files.Order(StringComparer.Ordinal), .. taps];
    }

    /// <summary>Nothing is left of any guest, or will not be in a moment: who ends one need not wait for its supervisor's last steps.</summary>
    public void LeavesNothing() => Until(() => Leftovers().Length == 0, () => "left: " + string.Join(' ', Leftovers()));

    /// <summary>The process id of a guest's QEMU.</summary>
    public int QemuOf(string guest) => int.Parse(File.ReadAllText($"{Root}/run/virshlite/{guest}.pid"), CultureInfo.InvariantCulture);

    /// <summary>The process id of a guest's supervisor.</summary>
    public int SupervisorOf(string guest)
    {
        string state = $"{Root}/run/virshlite/guests/{guest}/state.json";
        int pid = 0;
        Until(
            () =>
            {
                using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(state));
                return json.RootElement.TryGetProperty("supervisor", out var minder) && Directory.Exists($"/proc/{pid = minder.GetProperty("pid").GetInt32()}");
            },
            () => "a supervisor");
        return pid;
    }

    public string Log(string guest) => File.ReadAllText($"{Root}/log/virshlite/{guest}.log");

    /// <summary>Waits until something else has brought the condition about.</summary>
    public static void Until(Func<bool> condition, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            (watch.Elapsed < Patience).ShouldBeTrue("waited in vain: " + what());
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        foreach (string guest in VirshLite("list", "--name").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            VirshLite("destroy", guest);
        }

        if (Directory.Exists(Root + "/run/virshlite/network"))
        {
            foreach (string state in Directory.GetFiles(Root + "/run/virshlite/network", "*.xml"))
            {
                VirshLite("net-destroy", Path.GetFileNameWithoutExtension(state));
            }
        }

        holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
        TemporaryDirectory.Remove(Root);
    }
}

/// <summary>What a command came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
