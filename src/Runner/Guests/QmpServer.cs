using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The supervisor's own QMP socket: any number of clients at a time talk to QEMU's one monitor. Each is greeted and negotiates as with QEMU itself; its commands
/// get an id of ours on the way to QEMU and its own back on the way home; events go to all.
/// </summary>
internal sealed class QmpServer : IDisposable
{
    /// <summary>
    /// Commands that are to be sent to QEMU if the client that says so goes away: what takes back the unfinished work of one that was killed. An empty list ends it.
    /// </summary>
    public const string GuardCommand = "virshlite-guard";

    /// <summary>A client that does not read is dropped when this much waits for it.</summary>
    private const int LargestBacklog = 4 << 20;

    private readonly List<Client> clients = [];
    private readonly Dictionary<uint, (Client Client, string? Id)> pending = [];
    private readonly FileDescriptor listener;
    private readonly byte[] greeting;
    private readonly Func<string, JsonElement, string?> ownCommand;
    private readonly Action<byte[], FileDescriptor?> toQemu;
    private uint lastId;

    /// <summary><paramref name="ownCommand"/> answers the commands of this program itself: JSON of the result, or null for a command that is QEMU's.</summary>
    public QmpServer(FileDescriptor listener, string greeting, Func<string, JsonElement, string?> ownCommand, Action<byte[], FileDescriptor?> toQemu)
    {
        this.listener = listener;
        this.greeting = Encoding.UTF8.GetBytes(greeting + "\r\n");
        this.ownCommand = ownCommand;
        this.toQemu = toQemu;
    }

    public FileDescriptor Listener => listener;

    public int ClientCount => clients.Count;

    /// <summary>Adds what the clients are waited on for.</summary>
    public void AddTo(List<Libc.PollFd> fds)
    {
        foreach (Client client in clients)
        {
            fds.Add(new Libc.PollFd { Fd = client.Socket.Number, Events = (short)(Libc.POLLIN | (client.HasOutput ? Libc.POLLOUT : 0)) });
        }
    }

    public void Accept()
    {
        while (UnixSockets.TryAccept(listener) is { } socket)
        {
            if (UnixSockets.PeerOf(socket) is not { } peer || (peer.Uid != 0 && peer.Uid != Libc.geteuid()))
            {
                socket.Dispose();
                continue;
            }

            var client = new Client(socket);
            clients.Add(client);
            client.Queue(greeting);
        }
    }

    /// <summary>Serves the client whose descriptor poll reported.</summary>
    public void Serve(int fd, byte[] buffer)
    {
        if (clients.Find(c => c.Socket.Number == fd) is not { } client)
        {
            return;
        }

        if (!client.Flush() || !Receive(client, buffer))
        {
            Drop(client);
        }
    }

    /// <summary>Hands a reply of QEMU to the client that asked; false where it is none of theirs.</summary>
    public bool HandReply(JsonElement message, uint id)
    {
        if (!pending.Remove(id, out (Client Client, string? Id) asked))
        {
            return false;
        }

        var output = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(output, QmpText.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in message.EnumerateObject())
            {
                if (!property.NameEquals("id"u8))
                {
                    property.WriteTo(writer);
                }
            }

            if (asked.Id is { } own)
            {
                writer.WritePropertyName("id");
                writer.WriteRawValue(own);
            }

            writer.WriteEndObject();
        }

        output.Write("\r\n"u8);
        Send(asked.Client, output.WrittenSpan);
        return true;
    }

    public void Broadcast(ReadOnlySpan<byte> json)
    {
        for (int i = clients.Count - 1; i >= 0; i--)
        {
            if (clients[i].Negotiated)
            {
                clients[i].Queue(json);
                Send(clients[i], "\r\n"u8);
            }
        }
    }

    /// <summary>Sends what still waits, for a moment at most; the guest has ended.</summary>
    public void Dispose()
    {
        foreach (Client client in clients)
        {
            client.Flush();
            client.Dispose();
        }

        clients.Clear();
        listener.Dispose();
    }

    private bool Receive(Client client, byte[] buffer)
    {
        nint count = UnixSockets.Receive(client.Socket, buffer, client.Descriptors);
        if (count == 0)
        {
            return false;
        }

        if (count < 0)
        {
            return Errno.Last is Errno.EAGAIN or Errno.EINTR;
        }

        client.Framer.Feed(buffer.AsSpan(0, (int)count));
        while (client.Framer.TryTake(out ReadOnlySpan<byte> json))
        {
            Command(client, json);
        }

        return client.Flush();
    }

    private void Command(Client client, ReadOnlySpan<byte> json)
    {
        JsonDocument document;
        try
        {
            var reader = new Utf8JsonReader(json);
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            Send(client, QmpText.Error("JSON parse error", null));
            return;
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            string? id = root.TryGetProperty("id", out JsonElement given) ? given.GetRawText() : null;
            if (!root.TryGetProperty("execute", out JsonElement execute) || execute.ValueKind != JsonValueKind.String)
            {
                Send(client, QmpText.Error("QMP input lacks member 'execute'", id));
                return;
            }

            string command = execute.GetString()!;
            JsonElement arguments = root.TryGetProperty("arguments", out JsonElement a) ? a : default;
            if (command == GuardCommand)
            {
                client.Guard = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("commands", out JsonElement guard) ? [.. guard.EnumerateArray().Select(c => c.Clone())] : [];
                Send(client, QmpText.Return("{}", id));
                return;
            }

            if (command == "qmp_capabilities")
            {
                client.Negotiated = true;
                Send(client, QmpText.Return("{}", id));
                return;
            }

            try
            {
                if (ownCommand(command, arguments) is { } result)
                {
                    Send(client, QmpText.Return(result, id));
                    return;
                }
            }
            catch (GuestException e)
            {
                Send(client, QmpText.Error(e.Message, id));
                return;
            }

            uint forwarded = ++lastId;
            pending.Add(forwarded, (client, id));

            // a descriptor that came along is meant for the command that takes one
            FileDescriptor? along = command is "getfd" or "add-fd" ? client.TakeDescriptor() : null;
            toQemu(QmpText.Forwarded(root, forwarded), along);
            along?.Dispose();
        }
    }

    private void Send(Client client, ReadOnlySpan<byte> data)
    {
        client.Queue(data);
        if (!client.Flush() || client.Waiting > LargestBacklog)
        {
            Drop(client);
        }
    }

    private void Drop(Client client)
    {
        if (clients.Remove(client))
        {
            client.Dispose();
            foreach (JsonElement command in client.Guard)
            {
                // nobody waits for the answer
                toQemu(QmpText.Forwarded(command, ++lastId), null);
            }

            foreach (uint id in pending.Where(p => p.Value.Client == client).Select(p => p.Key).ToList())
            {
                pending.Remove(id);
            }
        }
    }

    private sealed class Client(FileDescriptor socket) : IDisposable
    {
        private byte[] output = [];
        private int length;

        public FileDescriptor Socket => socket;

        public JsonFramer Framer { get; } = new();

        public bool Negotiated { get; set; }

        public IReadOnlyList<JsonElement> Guard { get; set; } = [];

        /// <summary>Descriptors that came and that no command has taken yet.</summary>
        public List<FileDescriptor> Descriptors { get; } = [];

        public bool HasOutput => length > 0;

        public int Waiting => length;

        public FileDescriptor? TakeDescriptor()
        {
            FileDescriptor? first = Descriptors.FirstOrDefault();
            Descriptors.RemoveRange(0, first is null ? 0 : 1);
            return first;
        }

        public void Dispose()
        {
            socket.Dispose();
            Descriptors.ForEach(d => d.Dispose());
        }

        public void Queue(ReadOnlySpan<byte> data)
        {
            if (length + data.Length > output.Length)
            {
                Array.Resize(ref output, Math.Max(1024, (length + data.Length) * 2));
            }

            data.CopyTo(output.AsSpan(length));
            length += data.Length;
        }

        /// <summary>Writes what the socket takes; false where the client is gone.</summary>
        public bool Flush()
        {
            int at = 0;
            while (at < length && !socket.IsClosed)
            {
                nint sent = Libc.send(socket, ref output[at], length - at, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
                if (sent > 0)
                {
                    at += (int)sent;
                }
                else if (Errno.Last == Errno.EAGAIN)
                {
                    break;
                }
                else if (Errno.Last != Errno.EINTR)
                {
                    return false;
                }
            }

            output.AsSpan(at, length - at).CopyTo(output);
            length -= at;
            if (length == 0 && output.Length > 65536)
            {
                output = [];
            }

            return true;
        }
    }
}
