using System.Globalization;

namespace VirshLite.Faults;

/// <summary>System calls that fail: a command says so or does without, and what it says is so.</summary>
public sealed class FailingCallSpecs(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly (string Call, string Error)[] Failures =
    [
        ("write", "ENOSPC"), ("write", "EIO"), ("openat", "EMFILE"), ("openat", "EACCES"), ("rename", "EIO"), ("rename", "ENOSPC"), ("mkdir", "ENOSPC"),
        ("unlink", "EROFS"), ("connect", "ECONNREFUSED"), ("sendto", "EPIPE"), ("bind", "EADDRINUSE"), ("listen", "ENOMEM"), ("flock", "ENOLCK"),
        ("ioctl", "EPERM"), ("fchmod", "EPERM"), ("fchown", "EPERM"), ("ftruncate", "EIO"), ("mknodat", "ENOSPC"), ("mknod", "ENOSPC"), ("kill", "EPERM"),
        ("pidfd_send_signal", "EPERM"), ("pidfd_open", "EMFILE"), ("poll", "ENOMEM"), ("pipe2", "EMFILE"), ("clone3", "EAGAIN"), ("vfork", "EAGAIN"),
        ("prlimit64", "EPERM"), ("socket", "EMFILE"), ("getdents64", "EIO"), ("read", "EIO"),
    ];

    [SkippableFact]
    public void A_start_whose_system_calls_fail_says_what_is_so()
    {
        using var sweep = new KillSweep(output.WriteLine);
        int failed = 0;
        int done = 0;
        var lies = new List<string>();
        foreach ((string call, string error) in Scale.IsLong ? Failures : Scale.Chance.GetItems(Failures, 8))
        {
            int count = Scale.IsLong ? sweep.Points(0, "start", "g.xml").Count(p => p.Call == call) : 12;
            sweep.World.VirshLite("destroy", "g");
            foreach (int when in Scale.IsLong ? Enumerable.Range(1, Math.Min(count, 40)) : [Scale.Chance.Next(1, 12)])
            {
                string where = string.Create(CultureInfo.InvariantCulture, $"start with {call} {when} = {error}");
                Outcome outcome = Injected(sweep, call, error, when, "start", "g.xml");
                (outcome.ExitCode == 0 ? ref done : ref failed)++;
                bool runs = sweep.Look(where);
                // 134, 139 and 255 without a word: .NET itself could not begin
                if (outcome.ExitCode is not (134 or 139) && (outcome.ExitCode != 255 || runs || outcome.Error.Length > 0)
                    && (runs != (outcome.ExitCode == 0) || (outcome.ExitCode != 0 && outcome.Error.Length == 0 && call != "write")))
                {
                    lies.Add($"{where}: it {(runs ? "runs" : "does not run")}: exit code {outcome.ExitCode}, {outcome.Output} {outcome.Error}");
                }

                if (runs)
                {
                    sweep.Works(where, "destroy", "g");
                }
            }
        }

        output.WriteLine($"{failed} starts with failing system calls failed, {done} did without");
        lies.ForEach(output.WriteLine);
        lies.ShouldBeEmpty();
        sweep.ReportNothingLost();
    }

    [SkippableFact]
    public void A_destroy_whose_system_calls_fail_leaves_no_guest_behind_that_cannot_be_ended()
    {
        using var sweep = new KillSweep(output.WriteLine);
        foreach ((string call, string error) in Scale.IsLong ? Failures : Scale.Chance.GetItems(Failures, 5))
        {
            foreach (int when in Scale.IsLong ? Enumerable.Range(1, 15) : [Scale.Chance.Next(1, 5)])
            {
                string where = string.Create(CultureInfo.InvariantCulture, $"destroy with {call} {when} = {error}");
                if (!sweep.Look(where))
                {
                    sweep.Works(where, "start", "g.xml");
                }

                Outcome outcome = Injected(sweep, call, error, when, "destroy", "g");
                bool runs = sweep.Look(where);
                if (outcome.ExitCode == 0)
                {
                    runs.ShouldBeFalse(where + ": it says that the guest is gone");
                }

                if (runs)
                {
                    sweep.Works(where, "destroy", "g");
                }
            }
        }

        sweep.ReportNothingLost();
    }

    private static Outcome Injected(KillSweep sweep, string call, string error, int when, params string[] command) => sweep.World.Run(
    [
        "strace", "-qq", "-e", "trace=" + call, "-e", string.Create(CultureInfo.InvariantCulture, $"inject={call}:error={error}:when={when}"),
        "-o", "/dev/null", Programs.VirshLite, .. command,
    ]);
}
