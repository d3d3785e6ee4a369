using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The one process that minds a guest: it holds QEMU's monitor, acts on its events (<see cref="LifecycleReactions"/>), serves <see cref="QmpServer"/>'s clients and tidies
/// up when QEMU ends. One thread, one poll loop. It may be killed at any time: QEMU goes on, and the next supervisor takes the monitor over.
/// </summary>
public sealed class Supervisor
{
    /// <summary>After this much traffic the heap is given back: a supervisor idles for weeks and should be small while it does.</summary>
    private const long TidyAfterBytes = 512 * 1024;

    private readonly GuestStore store;
    private readonly FileDescriptor monitor;
    private readonly FileDescriptor processEnd;
    private readonly QmpServer server;
    private readonly LifecycleReactions reactions;
    private readonly JsonFramer framer = new();
    private readonly byte[] buffer = new byte[8192];
    private long bytesSinceTidying;

    private Supervisor(GuestStore store, GuestRecord record, FileDescriptor listener, FileDescriptor monitor, FileDescriptor processEnd)
    {
        this.store = store;
        this.monitor = monitor;
        this.processEnd = processEnd;
        reactions = new LifecycleReactions(store, record, line => SendToQemu(line, null));
        server = new QmpServer(listener, record.Greeting, reactions.OwnCommand, SendToQemu);
    }

    /// <summary>The hidden verb: <c>supervise STATE-DIRECTORY NAME inherit|attach</c>. Returns the exit code.</summary>
    public static int Main(IReadOnlyList<string> arguments)
    {
        if (arguments.Count != 3)
        {
            return 2;
        }

        _ = Libc.prctl(Libc.PR_SET_NAME, "virshlite-guest");
        var store = new GuestStore(new Translator.Context.Settings { StateDirectory = arguments[0] });
        FileDescriptor listener = Files.Inherited(SupervisorProgram.ListenerNumber);
        using FileDescriptor heldLock = Files.Inherited(SupervisorProgram.LockNumber);
        if (store.Read(arguments[1]) is not { Qemu: { } qemu } record)
        {
            return 1;
        }

        using FileDescriptor? processEnd = qemu.OpenPidFd();
        if (processEnd is null)
        {
            TidyUp(store, record, "crashed");
            return 0;
        }

        FileDescriptor? monitor = arguments[2] == "inherit" ? Files.Inherited(SupervisorProgram.MonitorNumber) : Attach(ref record, processEnd);
        if (monitor is null)
        {
            Console.Error.WriteLine($"virshlite: the monitor of guest '{record.Name}' does not answer");
            return 1;
        }

        record = record with { Supervisor = ProcessIdentity.Of(Environment.ProcessId) };
        store.Write(record);
        new Supervisor(store, record, listener, monitor, processEnd).Run();
        return 0;
    }

    private static FileDescriptor? Attach(ref GuestRecord record, FileDescriptor processEnd)
    {
        try
        {
            QmpClient client = QmpClient.ConnectTo(record.Qemu ?? default, record.MonitorSocket, processEnd);
            record = record with { Greeting = client.Handshake(TimeSpan.FromSeconds(30)) };
            return client.Socket;
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException)
        {
            return null;
        }
    }

    private static void TidyUp(GuestStore store, GuestRecord record, string reason)
    {
        using FileLock held = store.Lock(record.Name);
        if (store.Read(record.Name)?.Id == record.Id)
        {
            GuestLog.ShuttingDown(record.LogFile, reason);
            store.TidyUp(record.Name, reason);
        }
    }

    private void Run()
    {
        // what happened while nobody listened shows in the state
        reactions.AskState();
        var fds = new List<Libc.PollFd>();
        bool ended = false;
        while (!ended)
        {
            if (bytesSinceTidying > TidyAfterBytes)
            {
                bytesSinceTidying = 0;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            fds.Clear();
            fds.Add(new Libc.PollFd { Fd = monitor.Number, Events = Libc.POLLIN });
            fds.Add(new Libc.PollFd { Fd = processEnd.Number, Events = Libc.POLLIN });
            fds.Add(new Libc.PollFd { Fd = server.Listener.Number, Events = Libc.POLLIN });
            server.AddTo(fds);
            Span<Libc.PollFd> all = CollectionsMarshal.AsSpan(fds);
            if (Libc.poll(ref all[0], (nuint)all.Length, reactions.MillisecondsToDeadline()) < 0 && Errno.Last != Errno.EINTR)
            {
                break;
            }

            reactions.ActOnDeadline();
            bool monitorOpen = all[0].Returned == 0 || ReadMonitor();
            ended = all[1].Returned != 0 || !monitorOpen;
            if (all[2].Returned != 0)
            {
                server.Accept();
            }

            for (int i = 3; i < all.Length; i++)
            {
                if (all[i].Returned != 0)
                {
                    server.Serve(all[i].Fd, buffer);
                }
            }
        }

        Finish();
    }

    private void Finish()
    {
        // the monitor may close a moment before the process is gone; one that stays is stopped
        if (reactions.Record.Qemu is { } qemu && !qemu.WaitForEnd(TimeSpan.FromSeconds(10)))
        {
            qemu.Stop(TimeSpan.FromSeconds(10));
        }

        while (ReadMonitor())
        {
            // events that QEMU sent before its end
        }

        TidyUp(store, reactions.Record, reactions.EndReason);
        server.Dispose();
    }

    private bool ReadMonitor()
    {
        nint count = Libc.read(monitor, ref buffer[0], buffer.Length);
        if (count < 0)
        {
            return Errno.Last is Errno.EINTR or Errno.EAGAIN;
        }

        if (count == 0)
        {
            return false;
        }

        bytesSinceTidying += count;
        framer.Feed(buffer.AsSpan(0, (int)count));
        while (framer.TryTake(out ReadOnlySpan<byte> json))
        {
            Message(json);
        }

        return true;
    }

    private void Message(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("event", out JsonElement name))
        {
            reactions.OnEvent(new QmpEvent(name.GetString()!, root.TryGetProperty("data", out JsonElement data) ? data : default));
            server.Broadcast(json);
        }
        else if (root.TryGetProperty("id", out JsonElement id) && id.GetString() is { } text)
        {
            if (text.StartsWith(QmpText.ForwardedPrefix, StringComparison.Ordinal)
                && uint.TryParse(text.AsSpan(QmpText.ForwardedPrefix.Length), System.Globalization.CultureInfo.InvariantCulture, out uint number))
            {
                server.HandReply(root, number);
            }
            else
            {
                reactions.OnReply(text, root);
            }
        }
    }

    private void SendToQemu(byte[] line, FileDescriptor? along)
    {
        ReadOnlySpan<byte> data = line;
        while (data.Length > 0)
        {
            nint sent = along is null
                ? Libc.send(monitor, ref MemoryMarshal.GetReference(data), data.Length, Libc.MSG_NOSIGNAL)
                : UnixSockets.Send(monitor, data, along, Libc.MSG_NOSIGNAL);
            if (sent < 0 && Errno.Last != Errno.EINTR)
            {
                return; // QEMU is ending; its pidfd tells
            }

            along = sent > 0 ? null : along;
            data = data[Math.Max((int)sent, 0)..];
        }
    }
}
