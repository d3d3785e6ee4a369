using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.Runner.Events;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The one process that minds a guest: it holds QEMU's monitor, acts on its events (<see cref="LifecycleReactions"/>), serves <see cref="QmpServer"/>'s clients
/// and tidies up when QEMU ends. One thread, one poll loop that never blocks. It may be killed at any time: QEMU goes on, and the next supervisor takes the
/// monitor over.
/// It acts on its own
/// run only, however late it wakes.
/// </summary>
public sealed class Supervisor
{
    /// <summary>After this much traffic the heap is given back: a supervisor idles for weeks and should be small while it does.</summary>
    private const long TidyAfterBytes = 512 * 1024;

    /// <summary>The longest message of QEMU that is held; a longer one is passed over.</summary>
    private const int LargestMessage = 16 << 20;

    /// <summary>While this much waits for QEMU, clients have to wait.</summary>
    private const int LargestBacklog = 1 << 20;

    private const int MostComplaints = 10;

    private readonly GuestStore store;
    private readonly FileDescriptor monitor;
    private readonly FileDescriptor processEnd;
    private readonly GuestOutput? output;
    private readonly IReadOnlyList<GuestOutput> files;
    private readonly RecordKeeper keeper;
    private readonly QmpServer server;
    private readonly LifecycleReactions reactions;
    private readonly LiveXmlKeeper liveXml;
    private readonly EventHub hub;
    private readonly OutputQueue toQemu;
    private readonly JsonFramer framer = new(LargestMessage);
    private readonly byte[] buffer = new byte[8192];
    private long bytesSinceTidying;
    private int complaints;
    private int lastFinisher = -1;

    private Supervisor(
        GuestStore store, IHostFacts host, RecordKeeper keeper, FileDescriptor listener, FileDescriptor monitor, FileDescriptor processEnd, GuestOutput? output,
        IReadOnlyList<GuestOutput> files)
    {
        this.output = output;
        this.files = files;
        this.store = store;
        this.keeper = keeper;
        this.monitor = monitor;
        this.processEnd = processEnd;
        toQemu = new OutputQueue(monitor);
        hub = new EventHub(store.Settings);
        reactions = new LifecycleReactions(keeper, (line, along) => toQemu.Add(line, along))
        {
            JobConcluded = FinishJobs,
            Tell = happened => hub.Send(keeper.Record.Name, happened),
        };
        liveXml = new LiveXmlKeeper(store, host, () => keeper.Record, line => toQemu.Add(line));
        server = new QmpServer(listener, keeper.Record.Greeting, reactions.OwnCommand, (line, along) => toQemu.Add(line, along)) { LiveXml = liveXml };
    }

    /// <summary>The hidden verb: <c>supervise STATE-DIRECTORY NAME NUMBER inherit|attach</c>. Returns the exit code.</summary>
    public static int Main(IReadOnlyList<string> arguments, Func<Settings, IHostFacts> host)
    {
        if (arguments.Count != 4)
        {
            return 2;
        }

        _ = Libc.prctl(Libc.PR_SET_NAME, "virshlite-guest");
        var store = new GuestStore(new Settings { StateDirectory = arguments[0] });
        FileDescriptor listener = Files.Inherited(SupervisorProgram.ListenerNumber);
        using FileDescriptor heldLock = Files.Inherited(SupervisorProgram.LockNumber);
        try
        {
            using RunDirectory run = store.OpenRun(arguments[1]);
            GuestRecord? record = run.Read() ?? store.Read(arguments[1]);
            return record is { Qemu: { } qemu } && record.Id.ToString(CultureInfo.InvariantCulture) == arguments[2]
                ? Mind(store, host(store.Settings), run, record, qemu, listener, arguments[3] == "inherit")
                : 1;
        }
        catch (NativeException e)
        {
            // the run is over already
            Console.Error.WriteLine("virshlite: " + e.Message);
            return 1;
        }
        catch (OutOfMemoryException)
        {
            // the guest goes on; the next command starts another supervisor
            return 1;
        }
    }

    private static int Mind(GuestStore store, IHostFacts host, RunDirectory run, GuestRecord record, ProcessIdentity qemu, FileDescriptor listener,
        bool inherit)
    {
        using FileDescriptor? processEnd = qemu.OpenPidFd();
        if (processEnd is null)
        {
            TidyUp(store, record, "crashed");
            return 0;
        }

        using GuestOutput? output = GuestOutput.Of(record, run.At(GuestOutput.FileName));
        GuestOutput[] files = [.. FilesOf(record, run, inherit)];
        FileDescriptor? monitor = inherit ? Files.Inherited(SupervisorProgram.MonitorNumber) : Attach(ref record, processEnd, output);
        if (monitor is null)
        {
            Console.Error.WriteLine($"virshlite: the monitor of guest '{record.Name}' does not answer");
            return 1;
        }

        Files.SetNonBlocking(monitor);
        var keeper = new RecordKeeper(run, record);
        keeper.Change(record with { Supervisor = ProcessIdentity.Of(Environment.ProcessId), Problem = null });
        new Supervisor(store, host, keeper, listener, monitor, processEnd, output, files).Run();
        Array.ForEach(files, f => f.Dispose());
        return 0;
    }

    private static IEnumerable<GuestOutput> FilesOf(GuestRecord record, RunDirectory run, bool inherit)
    {
        for (int i = 0; i < record.LoggedFiles.Count; i++)
        {
            LoggedFile file = record.LoggedFiles[i];
            if (inherit)
            {
                yield return GuestOutput.OfFile(file, record.LogLimits, Files.Inherited(SupervisorProgram.FirstFileNumber + i));
            }
            else if (FileStatus.Of(run.At(file.Pipe)) is { IsPipe: true })
            {
                yield return GuestOutput.OfFile(file, record.LogLimits, GuestOutput.OpenEnd(run.At(file.Pipe)));
            }
        }
    }

    private static FileDescriptor? Attach(ref GuestRecord record, FileDescriptor processEnd, GuestOutput? output)
    {
        try
        {
            QmpClient client = QmpClient.ConnectTo(record.Qemu ?? default, record.MonitorSocket, processEnd);
            client.Meanwhile = output;
            record = record with { Greeting = client.Handshake(TimeSpan.FromSeconds(30)) };
            return client.Socket;
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException or DomainException)
        {
            return null;
        }
    }

    /// <summary>Block jobs that nobody may be waiting for are ended by a process of their own: it has much to do, and this one shall stay small.</summary>
    private void FinishJobs()
    {
        string name = keeper.Record.Name;
        if (!store.HasJobs(name))
        {
            return;
        }

        ChildProcesses.Collect(lastFinisher);
        try
        {
            lastFinisher = SupervisorProgram.FinishJobs(store, name);
        }
        catch (NativeException e)
        {
            // the next look at the jobs ends them
            keeper.Record.Log.Line("virshlite: " + e.Message);
        }
    }

    private static void TidyUp(GuestStore store, GuestRecord record, string reason)
    {
        try
        {
            using FileLock held = store.Lock(record.Name);
            if (store.Read(record.Name) is { } present && present.IsSameRunAs(record))
            {
                record.Log.ShuttingDown(reason);
                store.TidyUp(record.Name, reason);
            }
        }
        catch (Exception e) when (e is GuestException or NativeException or IOException or UnauthorizedAccessException)
        {
            // somebody else is at it, or the disk does not let anybody; the next command that looks tidies up
        }
    }

    private void Run()
    {
        // what happened while nobody listened shows in the state
        reactions.AskState();
        FinishJobs();
        var fds = new List<Libc.PollFd>();
        bool ended = false;
        while (!ended)
        {
            if (bytesSinceTidying > TidyAfterBytes)
            {
                bytesSinceTidying = 0;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            if (!toQemu.Flush())
            {
                break;
            }

            fds.Clear();
            fds.Add(new Libc.PollFd { Fd = monitor.Number, Events = (short)(Libc.POLLIN | (toQemu.Waiting > 0 ? Libc.POLLOUT : 0)) });
            fds.Add(new Libc.PollFd { Fd = processEnd.Number, Events = Libc.POLLIN });
            fds.Add(new Libc.PollFd { Fd = server.Listener.Number, Events = Libc.POLLIN });
            fds.Add(new Libc.PollFd { Fd = output is { IsDue: true } ? output.Pipe.Number : -1, Events = Libc.POLLIN });
            foreach (GuestOutput file in files)
            {
                fds.Add(new Libc.PollFd { Fd = file.IsDue ? file.Pipe.Number : -1, Events = Libc.POLLIN });
            }

            server.AddTo(fds, listening: toQemu.Waiting < LargestBacklog);
            Span<Libc.PollFd> all = CollectionsMarshal.AsSpan(fds);
            if (Libc.poll(ref all[0], (nuint)all.Length, MillisecondsToDeadline()) < 0)
            {
                if (Errno.Last == Errno.EINTR)
                {
                    continue;
                }

                break;
            }

            keeper.RetryIfDue();
            reactions.ActOnDeadline();
            liveXml.ActOnDeadline();
            bool monitorOpen = (all[0].Returned & ~Libc.POLLOUT) == 0 || ReadMonitor();
            ended = all[1].Returned != 0 || !monitorOpen;
            if (all[2].Returned != 0)
            {
                server.Accept();
            }

            if (all[3].Returned != 0)
            {
                output?.Move();
            }

            for (int i = 0; i < files.Count; i++)
            {
                if (all[4 + i].Returned != 0)
                {
                    files[i].Move();
                }
            }

            for (int i = 4 + files.Count; i < all.Length; i++)
            {
                if (all[i].Returned != 0)
                {
                    server.Serve(all[i].Fd, buffer);
                }
            }
        }

        Finish();
    }

    private int MillisecondsToDeadline() => Earliest(
        Earliest(reactions.MillisecondsToDeadline(), files.Aggregate(output?.MillisecondsToRetry ?? -1, (at, file) => Earliest(at, file.MillisecondsToRetry))),
        Earliest(keeper.MillisecondsToRetry, liveXml.MillisecondsToDeadline()));

    private static int Earliest(int first, int second) => first < 0 ? second : second < 0 ? first : Math.Min(first, second);

    private void Finish()
    {
        // the monitor may close a moment before the process is gone; one that stays is stopped
        if (reactions.Record.Qemu is { } qemu && !qemu.WaitForEnd(TimeSpan.FromSeconds(10)))
        {
            qemu.Stop(TimeSpan.FromSeconds(10));
        }

        for (int reads = 0; reads < 10_000 && ReadMonitor(untilEmpty: true); reads++)
        {
            // events that QEMU sent before its end
        }

        output?.MoveAll();
        foreach (GuestOutput file in files)
        {
            file.MoveAll();
        }

        server.Broadcast(QmpText.Event(LifecycleReactions.EndedEvent, reactions.EndReason));
        TidyUp(store, reactions.Record, reactions.EndReason);
        reactions.TellEnd();
        server.Dispose();
    }

    /// <summary>False where the monitor is closed; where <paramref name="untilEmpty"/>, also where it has nothing more to say.</summary>
    private bool ReadMonitor(bool untilEmpty = false)
    {
        nint count = Libc.read(monitor, ref buffer[0], buffer.Length);
        if (count < 0)
        {
            return Errno.Last == Errno.EINTR || (Errno.Last == Errno.EAGAIN && !untilEmpty);
        }

        if (count == 0)
        {
            return false;
        }

        bytesSinceTidying += count;
        int dropped = framer.Dropped;
        framer.Feed(buffer.AsSpan(0, (int)count));
        if (framer.Dropped != dropped)
        {
            Complain($"a message of more than {LargestMessage >> 20} MiB was passed over");
            if (framer.DroppedReply)
            {
                server.ReplyWasTooLong(LargestMessage);
            }
        }

        while (framer.TryTake(out ReadOnlySpan<byte> json))
        {
            try
            {
                Message(json);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException)
            {
                Complain($"QEMU said something that cannot be understood: {e.Message}");
            }
        }

        return true;
    }

    private void Message(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = QmpJson.Parse(json);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("event", out _))
        {
            if (QmpJson.Text(root, "event") is { } name)
            {
                var happened = new QmpEvent(name, root.TryGetProperty("data", out JsonElement data) ? data : default);
                server.Broadcast(json);
                hub.SendOfMonitor(keeper.Record.Name, json);
                reactions.OnEvent(happened);
                liveXml.OnEvent(happened);
            }
        }
        else if (QmpJson.Text(root, "id") is { } text)
        {
            if (text.StartsWith(QmpText.ForwardedPrefix, StringComparison.Ordinal)
                && uint.TryParse(text.AsSpan(QmpText.ForwardedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            {
                server.HandReply(root, number);
            }
            else if (!liveXml.OnReply(text, root))
            {
                reactions.OnReply(text, root);
            }
        }
    }

    /// <summary>A line in the guest's log; only a few, so that nobody fills the disk through it.</summary>
    private void Complain(string what)
    {
        if (complaints++ < MostComplaints)
        {
            reactions.Record.Log.Line("virshlite: " + what);
        }
    }
}
