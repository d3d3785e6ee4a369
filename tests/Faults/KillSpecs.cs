using System.Globalization;
using System.Text;

namespace VirshLite.Faults;

/// <summary>
/// A start killed at every system call that changes something: the next command finds nothing lost, nothing left, nothing killed that is another's. The last
/// line has the figures.
/// </summary>
public sealed class KillSpecs
{
    private const string Changing =
        "openat,unlink,rename,mkdir,chmod,chown,connect,sendto,sendmsg,umask,ioctl,flock,fcntl,ftruncate,kill,bind,listen,vfork,clone,clone3,write";

    private readonly Xunit.Abstractions.ITestOutputHelper output;
    private int kills;
    private int lost;
    private int orphans;
    private int foreign;

    public KillSpecs(Xunit.Abstractions.ITestOutputHelper output) => this.output = output;

    [SkippableFact]
    public void A_start_that_is_killed_anywhere_loses_no_guest_and_leaves_no_orphan()
    {
        Skip.IfNot(Scale.IsLong, "takes hours: bench/faults runs it");
        Skip.IfNot(File.Exists("/usr/bin/strace"), "needs strace");
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        world.File_("other.xml", TinyGuest.Xml("other"));
        world.Do("start", "other.xml");
        int other = world.QemuOf("other");
        foreach (string call in Changing.Split(','))
        {
            int count = CallsOf(world, call);
            for (int when = 1; when <= count; when++)
            {
                KillStart(world, call, when);
                foreign += LostGuestSpecs.IsAlive(other) ? 0 : 1;
            }
        }

        world.Do("destroy", "other");
        output.WriteLine($"{kills} kills: {lost} lost guests, {orphans} orphans, {foreign} killed foreign processes");
        (lost, orphans, foreign).ShouldBe((0, 0, 0));
        world.LeavesNothing();
    }

    /// <summary>How often a start makes a call, by strace's own count.</summary>
    private static int CallsOf(World world, string call)
    {
        Outcome traced = world.Run(["strace", "-qq", "-e", "trace=" + call, "-o", world.Root + "/trace", Programs.VirshLite, "start", "g.xml"]);
        if (traced.ExitCode != 0)
        {
            return 0;
        }

        world.Do("destroy", "g");
        return File.ReadAllLines(world.Root + "/trace").Count(l => l.StartsWith(call + "(", StringComparison.Ordinal));
    }

    private void KillStart(World world, string call, int when)
    {
        string inject = string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=SIGKILL:when={when}");
        Outcome killed = world.Run(["strace", "-qq", "-e", "trace=" + call, "-e", inject, "-o", "/dev/null", Programs.VirshLite, "start", "g.xml"]);
        if (killed.ExitCode == 0)
        {
            world.Do("destroy", "g");
            return;
        }

        kills++;
        string list = world.Do("list", "--name");
        bool runs = list.Split('\n').Contains("g");
        string[] qemus = LostGuestSpecs.Qemus(world);
        if (runs)
        {
            // the last steps of a start may be the supervisor's: then it runs, and can be ended
            lost += world.VirshLite("destroy", "g").ExitCode == 0 ? 0 : Note($"{call} {when}: the guest cannot be ended");
        }
        else if (qemus.Length > 1)
        {
            World.Until(() => LostGuestSpecs.Qemus(world).Length <= 1, () =>
                { orphans += Note($"{call} {when}: an orphan: {string.Join(' ', LostGuestSpecs.Qemus(world))}"); return "orphans"; });
        }

        Outcome again = world.VirshLite("start", "g.xml");
        lost += again.ExitCode == 0 ? 0 : Note($"{call} {when}: no start any more: {again.Error}");
        lost += world.VirshLite("destroy", "g").ExitCode == 0 ? 0 : Note($"{call} {when}: no destroy any more");
    }

    private int Note(string what)
    {
        output.WriteLine(what);
        return 1;
    }
}
