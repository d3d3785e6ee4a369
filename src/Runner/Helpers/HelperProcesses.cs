using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Helpers;

/// <summary>
/// The processes that have to run before QEMU: swtpm, virtiofsd, passt, dbus-daemon, qemu-pr-helper, vhost-user-gpu (startup.md 7). Each is started, waited for
/// until it is ready, and noted in the journal.
/// </summary>
internal sealed class HelperProcesses : IDisposable
{
    /// <summary>The number under which a helper finds its socket; stands for <c>{fd}</c> in its arguments.</summary>
    private const int SocketNumber = 3;

    private const string SocketWord = "{fd}";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, FileDescriptor> sockets = [];
    private readonly GuestLog guestLog;
    private readonly PlanUsers users;
    private readonly CleanupJournal journal;

    /// <param name="guestLog">Where starts are noted, and where the output of helpers goes that have no log of their own.</param>
    /// <param name="users">Who they run as.</param>
    /// <param name="journal">Where their ends are noted.</param>
    public HelperProcesses(GuestLog guestLog, PlanUsers users, CleanupJournal journal)
    {
        this.guestLog = guestLog;
        this.users = users;
        this.journal = journal;
    }

    /// <summary>Starts one helper and waits until it is ready.</summary>
    /// <param name="sharesSocket">It gets one end of a socket pair; the other is QEMU's (<see cref="TakeSocket"/>).</param>
    public void Start(PlannedHelper helper, bool sharesSocket)
    {
        foreach (PlannedDirectory directory in helper.Directories)
        {
            if (helper.SetupOnlyWhenMissing is { } state && (state + "/").StartsWith(directory.Path + "/", StringComparison.Ordinal)
                && !Directory.Exists(directory.Path))
            {
                // the helper's lasting state: a start that fails leaves nothing that was not there before
                journal.AddFor(CleanupJournal.UntilStarted, CleanupAction.Tree(directory.Path));
            }

            users.Make(directory);
        }

        string program = ProgramPath.FindHelper(helper.Program)
            ?? throw new GuestException($"{helper.Label}: Cannot find '{helper.Program}': install it or name its path in the configuration");
        IReadOnlyList<string> asUser = users.WordsFor(helper.User);
        string log = helper.LogFile ?? guestLog.Path;
        Files.MakeDirectory(Path.GetDirectoryName(log)!, FileModes.PublicDirectory);
        SetUp(helper, asUser);
        using FileDescriptor output = Files.OpenOutput(log, append: true, FileModes.OwnerFile);
        using FileDescriptor? socket = SocketFor(helper, sharesSocket);
        using var secrets = new SecretStreams(
            helper.Arguments.Select(a => a.Replace(SocketWord, SocketNumber.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal)),
            helper.Secret,
            SocketNumber + 1,
            helper.SecondSecret);
        IReadOnlyList<string> arguments = secrets.Arguments;
        guestLog.Line($"Starting external device: {helper.Label}\n{CommandText.OneLine([], program, arguments).TrimEnd()}");
        Announce(helper, program);
        if (helper.WaitForSocket is { } stale)
        {
            Files.Delete(stale);
        }

        long logStart = new FileInfo(log).Length;
        string mark = $"VIRSHLITE_HELPER={Guid.NewGuid():N}";
        if (!helper.Daemonises)
        {
            journal.Add(CleanupAction.Orphans(helper.ListenSocket ?? "", mark));
        }

        (string first, IReadOnlyList<string> words) = PlanUsers.Command(asUser, program, arguments);
        int pid = ProcessSpawner.Spawn(new SpawnRequest(first, words)
        {
            Environment = [.. OwnEnvironment(), new("VIRSHLITE_HELPER", mark[(mark.IndexOf('=') + 1)..])],
            Descriptors = socket is null ? secrets.Descriptors : [new HandedDescriptor(socket, SocketNumber), .. secrets.Descriptors],
            Output = output,
            NewSession = true,
            WorkingDirectory = "/",
        });
        if (helper.Daemonises)
        {
            if (ChildProcesses.Wait(pid) is { Success: false } status)
            {
                throw Failure(helper, log, logStart, status.ToString());
            }
        }
        else if (ProcessIdentity.Of(pid) is { } process)
        {
            journal.Add(CleanupAction.ProcessGroup(process));
            if (helper.PidFile is { } pidFile)
            {
                journal.Add(CleanupAction.File(pidFile));
                Files.WriteAtomically(pidFile, Encoding.ASCII.GetBytes(pid.ToString(System.Globalization.CultureInfo.InvariantCulture)), FileModes.PublicFile);
            }
        }

        WaitUntilReady(helper, pid, log, logStart);
        if (helper.WaitForSocket is { } path && users.Qemu is { } qemu && helper.User != HelperUser.Qemu)
        {
            UnixSockets.Give(path, users.UidOf(helper.User), qemu);
        }
    }

    /// <summary>QEMU's end of the socket pair shared with a helper.</summary>
    public FileDescriptor TakeSocket(string helper) =>
        sockets.Remove(helper, out FileDescriptor? socket) ? socket : throw new GuestException($"internal error: {helper} has no socket for QEMU");

    public void Dispose()
    {
        foreach (FileDescriptor socket in sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> OwnEnvironment()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if ((string)variable.Key != "VIRSHLITE_HELPER")
            {
                yield return new((string)variable.Key, (string?)variable.Value ?? "");
            }
        }
    }

    /// <summary>What a helper that puts itself into the background leaves behind is known before it runs.</summary>
    private void Announce(PlannedHelper helper, string program)
    {
        if (helper.WaitForSocket is { } socket)
        {
            journal.Add(CleanupAction.File(socket));
        }

        if (helper.Daemonises && helper.PidFile is { } pidFile)
        {
            journal.Add(CleanupAction.PidFile(pidFile, program));
        }
    }

    private FileDescriptor? SocketFor(PlannedHelper helper, bool sharesSocket)
    {
        if (helper.ListenSocket is { } path)
        {
            Files.MakeDirectory(Path.GetDirectoryName(path)!, FileModes.GroupDirectory);
            journal.Add(CleanupAction.File(path));
            return UnixSockets.Listen(path, FileModes.OwnerFile, owner: users.Qemu);
        }

        if (sharesSocket)
        {
            (FileDescriptor forQemu, FileDescriptor forHelper) = UnixSockets.Pair();
            sockets.Add(helper.Label, forQemu);
            return forHelper;
        }

        return null;
    }

    private static void SetUp(PlannedHelper helper, IReadOnlyList<string> asUser)
    {
        string? state = helper.SetupOnlyWhenMissing;
        bool missing = state is null || (Directory.Exists(state) ? !Directory.EnumerateFileSystemEntries(state).Any() : !File.Exists(state));
        if (helper.SetupCommand is { Count: > 0 } setup && missing)
        {
            RunSetup(setup, asUser, helper.Secret, helper.SetupLog);
        }

        if (helper.ReconfigureCommand is { Count: > 0 } reconfigure)
        {
            RunSetup(reconfigure, asUser, helper.Secret, helper.SetupLog);
        }
    }

    private static void RunSetup(IReadOnlyList<string> command, IReadOnlyList<string> asUser, byte[]? secret, string? log)
    {
        long before = log is not null && File.Exists(log) ? new FileInfo(log).Length : 0;
        using var secrets = new SecretStreams(command.Skip(1), secret, SocketNumber);
        string program = ProgramPath.FindHelper(command[0]) ?? throw new GuestException($"Cannot find '{command[0]}': install it");
        (string first, IReadOnlyList<string> words) = PlanUsers.Command(asUser, program, secrets.Arguments);
        CommandResult result = new HostCommand(first, words) { Descriptors = secrets.Descriptors }.Run();
        string said = result.Success || log is null ? "" : WordsOf(log, before);
        string named = log is null ? "" : said.Length == 0 ? $" (its log: {log})" : $" (its log {log}: {said.Replace("\n", "; ", StringComparison.Ordinal)})";
        result.Check($"internal error: Could not run '{command[0]}'{named}");
    }

    /// <summary>What a helper's user wrote into its log: whoever can put a link in its place does not make root read another file aloud.</summary>
    private static string WordsOf(string log, long from)
    {
        using TrustedFile? file = TrustedFile.TryOpen(log);
        return file is { Status: { IsRegular: true, Links: 1 }, Links.Count: 0 } ? GuestLog.Tail(file.PathByDescriptor, from) : "";
    }

    private static void WaitUntilReady(PlannedHelper helper, int pid, string log, long logStart)
    {
        if (helper.WaitForSocket is not { } path)
        {
            return;
        }

        long end = Environment.TickCount64 + (long)ReadyWithin.TotalMilliseconds;
        while (!File.Exists(path))
        {
            if (!helper.Daemonises && ChildProcesses.Collect(pid) is { } status)
            {
                throw Failure(helper, log, logStart, status.ToString());
            }

            if (Environment.TickCount64 > end)
            {
                throw Failure(helper, log, logStart, $"its socket '{path}' did not show up");
            }

            Thread.Sleep(1);
        }
    }

    private static GuestException Failure(PlannedHelper helper, string log, long logStart, string what)
    {
        string said = GuestLog.Tail(log, logStart);
        return new GuestException($"internal error: {helper.Label} did not start: {what}{(said.Length > 0 ? ": " + said : "")}");
    }
}
