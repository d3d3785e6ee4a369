using System.Buffers;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The supervisor's own QMP socket: any number of clients at a time talk to QEMU's one monitor. Each is greeted and negotiates as with QEMU itself; its
/// commands get an id of ours on the way to QEMU and its own back on the way home; events go to all. Nothing here blocks, and nothing grows without a bound.
/// </summary>
internal sealed class QmpServer : IDisposable
{
    /// <summary>
    /// Commands that are to be sent to QEMU if the client that says so goes away: what takes back the unfinished work of one that was killed. An empty list
    /// ends it.
    /// </summary>
    public const string GuardCommand = UndoGuard.Command;

    /// <summary>Longest command of a client.</summary>
    private const int LargestCommand = 4 << 20;

    /// <summary><c>{"held":BOOL}</c>: whether the client minds the guest's live XML, and the events that go into it, from now on.</summary>
    public const string LiveCommand = "virshlite-live";

    /// <summary>A client that does not read is dropped when this much waits for it.</summary>
    private const int LargestBacklog = 4 << 20;

    private const int MostClients = 256;

    private readonly List<Client> clients = [];
    private readonly SortedDictionary<uint, (Client Client, string? Id)> pending = [];
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

    /// <summary>Who minds the live XML while no client does.</summary>
    public LiveXmlKeeper? LiveXml { get; init; }

    /// <summary>Adds what the clients are waited on for; their commands have to wait while <paramref name="listening"/> is false.</summary>
    public void AddTo(List<Libc.PollFd> fds, bool listening)
    {
        foreach (Client client in clients)
        {
            fds.Add(new Libc.PollFd
            {
                Fd = client.Socket.Number,
                Events = (short)((listening ? Libc.POLLIN : 0) | (client.Output.Waiting > 0 ? Libc.POLLOUT : 0))
            });
        }
    }

    public void Accept()
    {
        while (UnixSockets.TryAccept(listener) is { } socket)
        {
            if (clients.Count >= MostClients || UnixSockets.PeerOf(socket) is not { } peer || (peer.Uid != 0 && peer.Uid != Libc.geteuid()))
            {
                socket.Dispose();
                continue;
            }

            var client = new Client(socket);
            clients.Add(client);
            client.Output.Add(greeting);
        }
    }

    /// <summary>Serves the client whose descriptor poll reported.</summary>
    public void Serve(int fd, byte[] buffer)
    {
        if (clients.Find(c => c.Socket.Number == fd) is { } client && (!client.Output.Flush() || !Receive(client, buffer)))
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

        byte[] line;
        try
        {
            line = WithId(message, asked.Id);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            line = QmpText.Error("QEMU's reply is no valid text", asked.Id);
        }

        Send(asked.Client, line, LargestBacklog + line.Length);
        return true;
    }

    /// <summary>A reply was too long to be held. Replies come in the order of commands, so it was the oldest's.</summary>
    public void ReplyWasTooLong(int largest)
    {
        if (pending.Count > 0)
        {
            (uint id, (Client client, string? own)) = pending.First();
            pending.Remove(id);
            Send(client, QmpText.Error($"QEMU's reply is longer than {largest >> 20} MiB", own), LargestBacklog);
        }
    }

    public void Broadcast(ReadOnlySpan<byte> json)
    {
        for (int i = clients.Count - 1; i >= 0; i--)
        {
            if (clients[i].Negotiated)
            {
                clients[i].Output.Add(json);
                Send(clients[i], "\r\n"u8, LargestBacklog);
            }
        }
    }

    /// <summary>Sends what still waits, for a moment at most; the guest has ended.</summary>
    public void Dispose()
    {
        foreach (Client client in clients)
        {
            client.Output.Flush();
            client.Dispose();
        }

        clients.Clear();
        listener.Dispose();
    }

    private static byte[] WithId(JsonElement message, string? id)
    {
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

            if (id is not null)
            {
                writer.WritePropertyName("id");
                writer.WriteRawValue(id);
            }

            writer.WriteEndObject();
        }

        output.Write("\r\n"u8);
        return output.WrittenSpan.ToArray();
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

        int dropped = client.Framer.Dropped;
        client.Framer.Feed(buffer.AsSpan(0, (int)count));
        while (client.Framer.TryTake(out ReadOnlySpan<byte> json))
        {
            Command(client, json);
        }

        if (client.Framer.Dropped != dropped)
        {
            Send(client, QmpText.Error($"a command of more than {LargestCommand >> 20} MiB", null), LargestBacklog);
        }

        return client.Output.Flush();
    }

    private void Command(Client client, ReadOnlySpan<byte> json)
    {
        JsonDocument document;
        try
        {
            document = QmpJson.Parse(json);
        }
        catch (JsonException)
        {
            Send(client, QmpText.Error("JSON parse error", null), LargestBacklog);
            return;
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            string? id = root.TryGetProperty("id", out JsonElement given) ? given.GetRawText() : null;
            if (QmpJson.Text(root, "execute") is not { } command)
            {
                Send(client, QmpText.Error("QMP input lacks member 'execute'", id), LargestBacklog);
                return;
            }

            JsonElement arguments = root.TryGetProperty("arguments", out JsonElement a) ? a : default;
            if (command == GuardCommand)
            {
                client.Guard = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("commands", out JsonElement guard)
                    && guard.ValueKind == JsonValueKind.Array
                    ? [.. guard.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object).Select(c => c.Clone())]
                    : [];
                Send(client, QmpText.Return("{}", id), LargestBacklog);
                return;
            }

            if (command == LiveCommand)
            {
                client.MindsLiveXml = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("held", out JsonElement held)
                    && held.ValueKind == JsonValueKind.True;
                Send(client, QmpText.Return(LiveXml?.Hand(client.MindsLiveXml) ?? "{}", id), LargestBacklog);
                return;
            }

            if (command == "qmp_capabilities")
            {
                client.Negotiated = true;
                Send(client, QmpText.Return("{}", id), LargestBacklog);
                return;
            }

            try
            {
                if (ownCommand(command, arguments) is { } result)
                {
                    Send(client, QmpText.Return(result, id), LargestBacklog);
                    return;
                }

                Forward(client, root, command, id);
            }
            catch (Exception e) when (e is GuestException or InvalidOperationException or ArgumentException)
            {
                Send(client, QmpText.Error(e.Message, id), LargestBacklog);
            }
        }
    }

    private void Forward(Client client, JsonElement root, string command, string? id)
    {
        uint forwarded = ++lastId;
        byte[] line = QmpText.Forwarded(root, forwarded);
        pending.Add(forwarded, (client, id));

        // a descriptor that came along is meant for the command that takes one
        toQemu(line, command is "getfd" or "add-fd" ? client.TakeDescriptor() : null);
    }

    private void Send(Client client, ReadOnlySpan<byte> data, int bound)
    {
        client.Output.Add(data);
        if (!client.Output.Flush() || client.Output.Waiting > bound)
        {
            Drop(client);
        }
    }

    private void Drop(Client client)
    {
        if (clients.Remove(client))
        {
            client.Dispose();
            if (client.MindsLiveXml)
            {
                LiveXml?.Hand(toCommand: false);
            }

            foreach (JsonElement command in client.Guard)
            {
                TakeBack(command);
            }

            foreach (uint id in pending.Where(p => p.Value.Client == client).Select(p => p.Key).ToList())
            {
                pending.Remove(id);
            }
        }
    }

    /// <summary>Nobody waits for the answer.</summary>
    private void TakeBack(JsonElement command)
    {
        try
        {
            if (QmpJson.Text(command, "execute") is not { } name
                || ownCommand(name, command.TryGetProperty("arguments", out JsonElement arguments) ? arguments : default) is null)
            {
                toQemu(QmpText.Forwarded(command, ++lastId), null);
            }
        }
        catch (Exception e) when (e is GuestException or InvalidOperationException or ArgumentException)
        {
            // the next one is sent all the same
        }
    }

    private sealed class Client(FileDescriptor socket) : IDisposable
    {
        public FileDescriptor Socket => socket;

        public JsonFramer Framer { get; } = new(LargestCommand);

        public OutputQueue Output { get; } = new(socket);

        public bool Negotiated { get; set; }

        public bool MindsLiveXml { get; set; }

        public IReadOnlyList<JsonElement> Guard { get; set; } = [];

        /// <summary>Descriptors that came and that no command has taken yet.</summary>
        public List<FileDescriptor> Descriptors { get; } = [];

        public FileDescriptor? TakeDescriptor()
        {
            FileDescriptor? first = Descriptors.FirstOrDefault();
            Descriptors.RemoveRange(0, first is null ? 0 : 1);
            return first;
        }

        public void Dispose()
        {
            socket.Dispose();
            Output.Dispose();
            Descriptors.ForEach(d => d.Dispose());
        }
    }
}
