using System.Globalization;

namespace VirshLite.Faults;

/// <summary>
/// Kills a command of the program, or the supervisor that it starts, at a system call, and looks at what is left: a guest that runs is known and can be ended,
/// a QEMU that nobody knows is an orphan, and the other guest, which has nothing to do with all this, runs on.
/// </summary>
internal sealed class KillSweep : IDisposable
{
    /// <summary>What changes something, for others or for later; a process is killed before each.</summary>
    public const string Changing = "openat,unlink,unlinkat,rename,renameat,mkdir,mkdirat,rmdir,chmod,fchmod,chown,fchown,mknod,mknodat,connect,sendto,sendmsg,"
        + "umask,ioctl,flock,fcntl,ftruncate,kill,pidfd_open,pidfd_send_signal,bind,listen,vfork,clone,clone3,write,wait4,close,poll,prctl,prlimit64";

    private const string Other = "other";

    private readonly Action<string> say;
    private readonly int other;
    private readonly int otherSupervisor;
    private int kills;
    private int lost;
    private int orphans;
    private int foreign;

    public KillSweep(Action<string> say)
    {
        Skip.IfNot(File.Exists("/usr/bin/strace"), "needs strace");
        this.say = say;
        World = new World();
        World.File_("g.xml", TinyGuest.Xml("g"));
        World.File_(Other + ".xml", TinyGuest.Xml(Other));
        World.Do("start", Other + ".xml");
        other = World.QemuOf(Other);
        World.Until(() => LostGuestSpecs.SupervisorOf(World, Other) > 0, () => "no supervisor");
        otherSupervisor = LostGuestSpecs.SupervisorOf(World, Other);
    }

    public World World { get; }

    /// <summary>QEMUs of this world, without the other guest's.</summary>
    public int[] Qemus => [.. LostGuestSpecs.Qemus(World).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).Where(p => p != other)];

    private string Trace => World.Root + "/trace";

    /// <summary>The system calls that a command makes, as often as it makes each: <c>(write, 1), (write, 2) …</c>; in the short form some of them.</summary>
    public IEnumerable<(string Call, int When)> Points(int inShortForm, params string[] command)
    {
        World.Run(["strace", "-qq", "-e", "trace=" + Changing, "-o", Trace, Programs.VirshLite, .. command]).ExitCode.ShouldBe(0);
        (string, int)[] all = [.. File.ReadAllLines(Trace).Where(l => l.Contains('(', StringComparison.Ordinal))
            .GroupBy(l => l[..l.IndexOf('(', StringComparison.Ordinal)])
            .SelectMany(calls => Enumerable.Range(1, calls.Count()).Select(when => (calls.Key, when)))];
        if (Scale.IsLong)
        {
            return all;
        }

        // other ones at each run, so that in the end all come by
        return Scale.Chance.GetItems(all, inShortForm);
    }

    /// <summary>Runs the command and kills it right before that call; false where it came to its end.</summary>
    public bool KillAt(string call, int when, params string[] command)
    {
        Outcome outcome = World.Run(["strace", "-qq", "-e", "trace=" + call, "-e", Injection(call, when), "-o", "/dev/null", Programs.VirshLite, .. command]);
        kills += outcome.ExitCode == 137 ? 1 : 0;
        return outcome.ExitCode == 137;
    }

    /// <summary>The same for the command and the processes that it starts, whichever comes to that call; false where all of them live on.</summary>
    public bool KillAnyAt(string call, int when, params string[] command)
    {
        // strace stays for as long as what it follows, which must not keep this process waiting for its output
        File.Delete(Trace);
        World.Run(["sh", "-c",
            $"strace -D -f -q -e trace={call} -e {Injection(call, when)} -o trace {Programs.VirshLite} {string.Join(' ', command)} >/dev/null 2>&1"]);
        Thread.Sleep(50);
        int killed = Killed();
        kills += killed;
        return killed > 0;
    }

    /// <summary>Kills the process itself, at any time.</summary>
    public void Kill(int pid)
    {
        LostGuestSpecs.Signal(pid, "KILL", mayFail: true);
        kills++;
    }

    /// <summary>Nothing of the other guest has been touched, and every QEMU is known; gives back whether the guest runs.</summary>
    public bool Look(string where)
    {
        Outcome list = World.VirshLite("list", "--name");
        string[] names = list.Output.Split('\n');
        Count(ref lost, list.ExitCode == 0 && names.Contains(Other), where, "list: " + list.Error);
        Count(ref foreign, LostGuestSpecs.IsAlive(other) && LostGuestSpecs.IsAlive(otherSupervisor), where, "the other guest was killed");
        if (names.Contains("g"))
        {
            return true;
        }

        // a supervisor may still be about to end it
        for (int i = 0; i < 100 && Qemus.Length > 0; i++)
        {
            Thread.Sleep(50);
        }

        Count(ref orphans, Qemus.Length == 0, where, "an orphan: " + string.Join(' ', Qemus));
        foreach (int orphan in Qemus)
        {
            LostGuestSpecs.Signal(orphan, "KILL", mayFail: true);
        }

        return false;
    }

    /// <summary>The command works.</summary>
    public bool Works(string where, params string[] command)
    {
        Outcome outcome = World.VirshLite(command);
        Count(ref lost, outcome.ExitCode == 0, where, $"{string.Join(' ', command)}: {outcome.Error}");
        return outcome.ExitCode == 0;
    }

    /// <summary>The guest can be ended; one that a killed destroy has sent on its way may have been quicker.</summary>
    public void Ends(string where)
    {
        Outcome outcome = World.VirshLite("destroy", "g");
        Count(ref lost, outcome.ExitCode == 0 || (outcome.ExitCode == 4 && !Look(where)), where, "destroy g: " + outcome.Error);
    }

    /// <summary>The guest runs, and goes on running for a moment.</summary>
    public void RunsOn(string where, int qemu)
    {
        Thread.Sleep(Scale.Of(100, 150));
        Count(ref foreign, LostGuestSpecs.IsAlive(qemu), where, "a guest that had nothing to do with it was killed");
    }

    /// <summary>The figures, as the last line.</summary>
    public void Report(string what)
    {
        World.Do("destroy", Other);
        say($"{what}: {kills} kills: {lost} lost guests, {orphans} orphans, {foreign} killed foreign or new processes");
        kills.ShouldBeGreaterThan(0);
        NothingLost();
    }

    /// <summary>The same where nothing was killed.</summary>
    public void ReportNothingLost()
    {
        World.Do("destroy", Other);
        NothingLost();
    }

    public void Dispose() => World.Dispose();

    private static string Injection(string call, int when) => string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=SIGKILL:when={when}");

    private void NothingLost()
    {
        (lost, orphans, foreign).ShouldBe((0, 0, 0));
        World.LeavesNothing();
    }

    private int Killed() => File.Exists(Trace) ? File.ReadAllLines(Trace).Count(l => l.Contains("killed by SIGKILL", StringComparison.Ordinal)) : 0;

    private void Count(ref int counter, bool well, string where, string what)
    {
        if (!well)
        {
            counter++;
            say($"{where}: {what}");
        }
    }
}
