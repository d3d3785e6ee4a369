using VirshLite.Runner.Native;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>sched_core: what is asked of the kernel, and in whose name.</summary>
public sealed class CoreCookiesSpecs : IDisposable
{
    private static readonly ProcessIdentity Qemu = new(100, 1);
    private readonly TemporaryDirectory directory = new();
    private readonly List<string> asked = [];

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Without_the_setting_the_kernel_is_asked_nothing()
    {
        CoreCookies cookies = Of(CoreScheduling.None);

        cookies.Give(Qemu, Journal());
        cookies.Give(Threads(7, 8), Qemu);

        asked.ShouldBeEmpty();
        (cookies.IsForProcess || cookies.IsForVcpus).ShouldBeFalse();
    }

    [Fact]
    public void VCPUs_get_one_cookie_from_the_first_through_a_thread_that_ends()
    {
        CoreCookies cookies = Of(CoreScheduling.Vcpus);

        cookies.Give(Qemu, Journal());
        cookies.Give(Threads(7, 8, 9), Qemu);

        asked.ShouldBe(["Create 7 Thread", "ShareFrom 7 Thread elsewhere", "ShareTo 8 Thread elsewhere", "ShareTo 9 Thread elsewhere"]);
    }

    [Fact]
    public void VCPUs_without_threads_of_their_own_share_QEMUs()
    {
        Of(CoreScheduling.Vcpus).Give(Threads(), Qemu);

        asked.ShouldBe(["Create 100 Process"]);
    }

    [Fact]
    public void The_emulator_gets_its_cookie_as_a_whole_and_its_vCPUs_inherit_it()
    {
        CoreCookies cookies = Of(CoreScheduling.Emulator);

        cookies.Give(Qemu, Journal(CleanupAction.ProcessGroup(Own)));
        cookies.Give(Threads(7, 8), Qemu);

        asked.ShouldBe(["Create 100 Process"]);
    }

    [Fact]
    public void Helpers_share_the_cookie_where_all_is_asked_for()
    {
        string pidFile = directory.File("swtpm.pid", Environment.ProcessId + "\n");
        CleanupJournal journal = Journal(CleanupAction.ProcessGroup(Own), CleanupAction.ProcessGroup(new ProcessIdentity(Environment.ProcessId, 1)),
            CleanupAction.PidFile(pidFile, Environment.ProcessPath!),
            // a helper that names somebody else
            CleanupAction.PidFile(pidFile, "swtpm"), CleanupAction.PidFile(directory.Path + "/none", "swtpm"), CleanupAction.File("/x"));

        Of(CoreScheduling.Full).Give(Qemu, journal);

        string own = $"ShareTo {Environment.ProcessId} ProcessGroup elsewhere";
        asked.ShouldBe(["Create 100 Process", "ShareFrom 100 Thread elsewhere", own, own]);
    }

    [Fact]
    public void A_refusal_is_told_whichever_thread_hears_it()
    {
        var cookies = new CoreCookies(CoreScheduling.Vcpus, (command, _, _) =>
        {
            if (command == CoreCookies.Command.ShareTo)
            {
                throw new NativeException("Unable to set SCHED_CORE", Errno.EPERM);
            }
        });

        Should.Throw<NativeException>(() => cookies.Give(Threads(7, 8), Qemu)).Message.ShouldBe("Unable to set SCHED_CORE: Operation not permitted");
    }

    [Fact]
    public void A_kernel_that_cannot_says_so()
    {
        var cookies = new CoreCookies(CoreScheduling.Emulator);

        NativeException refusal = Should.Throw<NativeException>(() => cookies.Give(new ProcessIdentity(int.MaxValue, 1), Journal()));

        refusal.Message.ShouldStartWith("Unable to set SCHED_CORE: ");
        refusal.Number.ShouldBeOneOf(Errno.EINVAL, Errno.ENODEV, Errno.ESRCH);
    }

    private static ProcessIdentity Own => ProcessIdentity.Of(Environment.ProcessId)!.Value;

    private static GuestThreads Threads(params int[] vcpus) =>
        new(vcpus.Select((thread, number) => (thread, number)).ToDictionary(v => (uint)v.number, v => v.thread), new Dictionary<uint, int>(), []);

    private CoreCookies Of(CoreScheduling scheduling)
    {
        int thread = Environment.CurrentManagedThreadId;
        return new CoreCookies(scheduling, (command, id, scope) =>
            asked.Add($"{command} {id} {scope}{(Environment.CurrentManagedThreadId == thread ? "" : " elsewhere")}"));
    }

    private CleanupJournal Journal(params CleanupAction[] actions)
    {
        var journal = new CleanupJournal(directory.Path + "/journal");
        actions.ToList().ForEach(journal.Add);
        return journal;
    }
}
