using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>
/// A guest without a machine below a directory of its own: real QEMU, real supervisor, up within a fraction of a second. Leaves nothing behind.
/// </summary>
internal sealed class TestGuest : IDisposable
{
    public const string Qemu = "/usr/bin/qemu-system-x86_64";
    private static int count;

    private readonly List<string> started = [];

    public TestGuest()
    {
        Skip.IfNot(File.Exists(Qemu), $"{Qemu} is not installed");
        Root = Path.Combine(Path.GetTempPath(), $"vlt-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
        Directory.CreateDirectory(Root);
        Settings = TestSettings.Below(Root);
        Operations = new GuestOperations(Settings, NativeProgram is { } native ? new SupervisorProgram(native, []) : null);
    }

    /// <summary>The native build of the program, where TEST_VIRSHLITE_NATIVE names one; else supervisors run the managed one.</summary>
    public static string? NativeProgram => Environment.GetEnvironmentVariable("TEST_VIRSHLITE_NATIVE") is { Length: > 0 } path ? path : null;

    public string Root { get; }

    public Settings Settings { get; set; }

    public GuestOperations Operations { get; }

    public GuestStore Store => Operations.Store;

    /// <summary>Starts a guest whose plan <paramref name="change"/> may shape.</summary>
    public GuestRecord Start(string name = "g", Action<LaunchPlan>? change = null, StartOptions? options = null)
    {
        lock (started)
        {
            started.Add(name);
        }

        using GuestStart start = Operations.BeginStart(name);
        LaunchPlan plan = Plan(name, start.Id);
        change?.Invoke(plan);
        return GuestLauncher.Run(start, plan, options);
    }

    public LaunchPlan Plan(string name, int id)
    {
        var domain = new Domain { Name = name, Uuid = Guid.NewGuid(), Type = DomainType.Qemu, MemoryKiB = 65536, Emulator = Qemu };
        var paths = new GuestPaths(Settings, id, name);
        var plan = new LaunchPlan { Domain = domain, Paths = paths, Binary = Qemu, Syntax = new SyntaxSupport(true, true) };
        plan.SetEnvironment("LC_ALL", "C");
        plan.SetEnvironment("PATH", "/usr/bin:/bin");
        plan.SetEnvironment("HOME", paths.DomainDirectory);
        var monitor = new MonitorSocket("monitor-source", paths.MonitorSocket);
        plan.Resources.Add(monitor);
        Add(plan, "-name", $"guest={name},debug-threads=on");
        plan.Arguments.Add(new PlanArgument("-S"));
        Add(plan, "-machine", "none");
        Add(plan, "-display", "none");
        plan.Arguments.Add(new PlanArgument("-no-user-config"));
        plan.Arguments.Add(new PlanArgument("-nodefaults"));
        plan.Arguments.Add(new PlanArgument("-chardev",
            new OptionValue(new OptionText("socket").Add("id", "charmonitor").Fd("fd", monitor).Add("server", "on").Add("wait", "off"))));
        Add(plan, "-mon", "chardev=charmonitor,id=monitor,mode=control");
        plan.Arguments.Add(new PlanArgument("-no-shutdown"));
        return plan;
    }

    public static void Add(LaunchPlan plan, string option, string value) => plan.Arguments.Add(new PlanArgument(option, new TextValue(value)));

    /// <summary>What a guest must not leave behind: directories, sockets, pid files, entries. Logs and permanent directories stay.</summary>
    public string[] Leftovers() =>
    [
        .. Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
            .Where(e => !e.StartsWith(Root + "/log", StringComparison.Ordinal))
            .Select(e => Path.GetRelativePath(Root, e))
            .Where(e => e is not ("lib" or "run" or "run/channel" or "run/guests" or "run/hostdevs" or "run/reserved" or "run/next-id" or "lib/nvram" or "etc"))
            .Order(StringComparer.Ordinal),
    ];

    public string Log(string name = "g") => File.ReadAllText($"{Root}/log/{name}.log");

    public static string[] CommandLine(GuestRecord record) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{record.Qemu!.Value.Pid}/cmdline")).TrimEnd('\0').Split('\0');

    /// <summary>Waits for a condition that something else brings about; the time is generous, for noisy machines.</summary>
    public static void Eventually(Func<bool> condition, string what)
    {
        long end = Environment.TickCount64 + 60000;
        while (!condition())
        {
            (Environment.TickCount64 < end).ShouldBeTrue("waited in vain: " + what);
            Thread.Sleep(5);
        }
    }

    public void Dispose()
    {
        foreach (string name in started.Distinct())
        {
            if (Store.Read(name) is not null && Operations.Find(name) is not null)
            {
                Operations.Destroy(name);
            }
        }

        TemporaryDirectory.Remove(Root);
    }
}
