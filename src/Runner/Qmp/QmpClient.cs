using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Qmp;

/// <summary>
/// One connection to a QMP server, used from one thread: commands go out one at a time, replies are matched by id, events that come in between are kept.
/// </summary>
internal sealed class QmpClient : IDisposable
{
    private const int MostEvents = 4096;
    private const long MostEventBytes = 8 << 20;

    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MeanwhilePatience = TimeSpan.FromMilliseconds(20);

    private readonly FileDescriptor socket;
    private readonly FileDescriptor? processEnd;
    private readonly JsonFramer framer = new();
    private readonly byte[] buffer = new byte[16384];
    private uint lastId;
    private long eventBytes;

    /// <summary><paramref name="processEnd"/> is a pidfd of QEMU, so that its death is noticed although its socket was never accepted.</summary>
    public QmpClient(FileDescriptor socket, FileDescriptor? processEnd = null)
    {
        this.socket = socket;
        this.processEnd = processEnd;
    }

    public FileDescriptor Socket => socket;

    /// <summary>What is looked after while this waits for QEMU, lest QEMU wait for us.</summary>
    public IMeanwhile? Meanwhile { get; set; }

    /// <summary>Events received and not yet looked at, oldest first.</summary>
    public Queue<QmpEvent> Events { get; } = new();

    /// <summary>Connects to whoever listens there.</summary>
    public static QmpClient Connect(string path) => new(UnixSockets.Connect(path));

    /// <summary>Connects to a guest.</summary>
    /// <param name="path">The socket that was bound for QEMU.</param>
    /// <param name="qemu">Whose socket it is.</param>
    /// <param name="processEnd">Its pidfd.</param>
    /// <exception cref="GuestException">What is there was bound neither by this user nor by that QEMU.</exception>
    public static QmpClient ConnectTo(ProcessIdentity qemu, string path, FileDescriptor? processEnd = null)
    {
        FileDescriptor socket = UnixSockets.Connect(path);
        if (UnixSockets.PeerOf(socket) is { } peer && (peer.Uid == Libc.geteuid() || peer.Pid == qemu.Pid))
        {
            return new(socket, processEnd);
        }

        socket.Dispose();
        throw new GuestException($"'{path}' is not the socket that was made for this guest");
    }

    /// <summary>Reads the greeting and leaves the negotiation mode; gives back the greeting as QEMU sent it.</summary>
    /// <exception cref="QmpClosedException">QEMU ended before it was ready.</exception>
    /// <exception cref="TimeoutException">No greeting in time.</exception>
    public string Handshake(TimeSpan timeout)
    {
        string? greeting = null;
        long end = Deadline(timeout);
        while (greeting is null)
        {
            ReadOnlySpan<byte> json = NextMessage(end);
            using JsonDocument message = QmpJson.Parse(json);
            if (message.RootElement.TryGetProperty("QMP", out _))
            {
                greeting = Encoding.UTF8.GetString(json);
            }
        }

        Execute("qmp_capabilities", timeout: timeout);
        return greeting;
    }

    /// <summary>
    /// Sends one command, and <paramref name="along"/> with it, and waits for its reply; <paramref name="arguments"/> is a JSON object. The result is the
    /// reply's <c>return</c>.
    /// </summary>
    /// <exception cref="QmpException">QEMU refused.</exception>
    /// <exception cref="QmpClosedException">QEMU ended before it answered.</exception>
    /// <exception cref="TimeoutException">No reply in time; a minute where none is said.</exception>
    public JsonElement Execute(string command, string? arguments = null, TimeSpan? timeout = null, FileDescriptor? along = null)
    {
        JsonElement reply = Reply(command, arguments, timeout, along);
        return reply.TryGetProperty("error", out JsonElement error)
            ? throw new QmpException(command, QmpJson.Text(error, "class") ?? "GenericError", ImageHolder.Explained(QmpJson.Description(error)))
            : reply.TryGetProperty("return", out JsonElement answer)
                ? answer : throw new QmpException(command, "GenericError", "QEMU's reply has neither return nor error");
    }

    /// <summary>The same, but gives back the whole reply, whether it holds <c>return</c> or <c>error</c>.</summary>
    public JsonElement Reply(string command, string? arguments = null, TimeSpan? timeout = null, FileDescriptor? along = null)
    {
        string id = "virshlite-" + (++lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Send(Command(command, arguments, id), along);
        long end = Deadline(timeout ?? TimeSpan.FromSeconds(60));
        while (true)
        {
            using JsonDocument message = QmpJson.Parse(NextMessage(end));
            JsonElement root = message.RootElement;
            if (!TakeEvent(root) && root.TryGetProperty("id", out JsonElement given) && given.ValueKind == JsonValueKind.String && given.ValueEquals(id))
            {
                return root.Clone();
            }
        }
    }

    /// <summary>
    /// Sends raw text and gives back the whole reply, error or not. Without an id of ours the reply is the next message that is no event, so a connection whose
    /// reply did not come in time is of no more use.
    /// </summary>
    public string ExecuteRaw(string json, TimeSpan? timeout = null)
    {
        Send(Encoding.UTF8.GetBytes(json + "\n"));
        long end = Deadline(timeout ?? TimeSpan.FromSeconds(60));
        while (true)
        {
            ReadOnlySpan<byte> bytes = NextMessage(end);
            using JsonDocument message = QmpJson.Parse(bytes);
            if (!TakeEvent(message.RootElement))
            {
                return Encoding.UTF8.GetString(bytes);
            }
        }
    }

    /// <summary>The next event, one already received first; null where none comes in time.</summary>
    public QmpEvent? WaitForEvent(TimeSpan timeout)
    {
        long end = Deadline(timeout);
        while (Events.Count == 0)
        {
            try
            {
                using JsonDocument message = QmpJson.Parse(NextMessage(end));
                TakeEvent(message.RootElement);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        QmpEvent next = Events.Dequeue();
        eventBytes = Events.Count == 0 ? 0 : eventBytes;
        return next;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>One command as a line of JSON.</summary>
    public static byte[] Command(string command, string? arguments, string? id)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("execute", command);
            if (arguments is not null)
            {
                writer.WritePropertyName("arguments");
                writer.WriteRawValue(arguments);
            }

            if (id is not null)
            {
                writer.WriteString("id", id);
            }

            writer.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    private static long Deadline(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)timeout.TotalMilliseconds;

    private bool TakeEvent(JsonElement root)
    {
        if (!root.TryGetProperty("event", out _))
        {
            return false;
        }

        if (QmpJson.Text(root, "event") is { } name)
        {
            // whoever floods us loses what is oldest
            eventBytes += root.GetRawText().Length;
            while (Events.Count > 0 && (Events.Count >= MostEvents || eventBytes > MostEventBytes))
            {
                QmpEvent oldest = Events.Dequeue();
                eventBytes -= oldest.Data.ValueKind == JsonValueKind.Undefined ? 0 : oldest.Data.GetRawText().Length;
            }

            Events.Enqueue(new QmpEvent(name, root.TryGetProperty("data", out JsonElement data) ? data.Clone() : default));
        }

        return true;
    }

    private void Send(ReadOnlySpan<byte> data, FileDescriptor? along = null)
    {
        while (data.Length > 0)
        {
            nint sent = along is null
                ? Libc.send(socket, ref MemoryMarshal.GetReference(data), data.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT)
                : UnixSockets.Send(socket, data, along, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
            if (sent >= 0)
            {
                along = null;
                data = data[(int)sent..];
                continue;
            }

            switch (Errno.Last)
            {
                case Errno.EINTR:
                    break;
                case Errno.EAGAIN when WaitWritable():
                    break;
                case Errno.EAGAIN:
                    throw new TimeoutException("QEMU's monitor takes nothing in");
                case Errno.EPIPE or Errno.ECONNRESET:
                    throw new QmpClosedException();
                default:
                    throw NativeException.Last("Cannot write to the monitor");
            }
        }
    }

    private bool WaitWritable()
    {
        long end = Environment.TickCount64 + (long)SendPatience.TotalMilliseconds;
        while (Meanwhile is { } other && Environment.TickCount64 < end)
        {
            other.Move();
            if (Poller.WaitWritable(socket, MeanwhilePatience))
            {
                return true;
            }
        }

        return Poller.WaitWritable(socket, TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
    }

    /// <summary>0: the socket has something; 1: QEMU has ended; -1: neither in time.</summary>
    private int WaitReadable(long end)
    {
        while (true)
        {
            TimeSpan wait = end == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64));
            switch (Poller.WaitReadable(socket, processEnd, Meanwhile is { IsDue: true } other ? other.Pipe : null, wait))
            {
                case 2:
                    if (!Meanwhile!.Move())
                    {
                        // nobody holds the other end any more: QEMU's end is told by its process
                        Thread.Sleep(1);
                    }

                    break;
                case var which:
                    return which;
            }
        }
    }

    private ReadOnlySpan<byte> NextMessage(long end)
    {
        while (true)
        {
            if (framer.TryTake(out ReadOnlySpan<byte> json))
            {
                return json;
            }

            if (framer.Dropped > 0)
            {
                throw new InvalidDataException($"QEMU's reply is longer than {JsonFramer.LargestMessage >> 20} MiB");
            }

            switch (WaitReadable(end))
            {
                case -1:
                    throw new TimeoutException("QEMU did not answer on its monitor in time");
                case 1:
                    throw new QmpClosedException();
            }

            nint count = Libc.read(socket, ref buffer[0], buffer.Length);
            if (count > 0)
            {
                framer.Feed(buffer.AsSpan(0, (int)count));
            }
            else if (count == 0 || Errno.Last is Errno.ECONNRESET)
            {
                throw new QmpClosedException();
            }
            else if (Errno.Last is not (Errno.EINTR or Errno.EAGAIN))
            {
                throw NativeException.Last("Cannot read from the monitor");
            }
        }
    }
}
