using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Hosts;

/// <summary>A QMP conversation with a QEMU that was started to be asked: one question at a time, events passed over.</summary>
internal sealed class ProbeSession : IQmpSession, IDisposable
{
    private readonly Socket socket;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private int lastId;

    public ProbeSession(string socketPath, TimeSpan timeout)
    {
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.ReceiveTimeout = socket.SendTimeout = (int)timeout.TotalMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            ReadLine();
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new CapabilityProbeException($"QEMU's monitor cannot be reached: {e.Message}");
        }
    }

    public QmpReply Execute(string command, string? argumentsJson = null)
    {
        string id = $"virshlite-{++lastId}";
        string arguments = argumentsJson is null ? "" : ",\"arguments\":" + argumentsJson;
        try
        {
            byte[] request = Encoding.UTF8.GetBytes($"{{\"execute\":\"{command}\"{arguments},\"id\":\"{id}\"}}\n");
            for (int sent = 0; sent < request.Length;)
            {
                sent += socket.Send(request, sent, request.Length - sent, SocketFlags.None);
            }

            while (true)
            {
                JsonElement reply = JsonDocument.Parse(ReadLine()).RootElement;
                if (reply.TryGetProperty("id", out JsonElement of) && of.ValueEquals(id))
                {
                    return QmpReply.Parse(reply);
                }
            }
        }
        catch (SocketException e)
        {
            throw new CapabilityProbeException($"QEMU gave no answer to {command}: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new CapabilityProbeException($"QEMU's answer to {command} is not JSON: {e.Message}");
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>The next line, in memory of its own since the parsed reply goes on using it.</summary>
    private byte[] ReadLine()
    {
        int searched = start;
        while (true)
        {
            int length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                byte[] line = buffer[start..(searched + length)];
                start = searched + length + 1;
                return line;
            }

            searched = MakeRoom();
            int read = socket.Receive(buffer, end, buffer.Length - end, SocketFlags.None);
            if (read == 0)
            {
                throw new CapabilityProbeException("QEMU closed its monitor.");
            }

            end += read;
        }
    }

    /// <summary>Moves the rest to the front and grows where it fills the buffer; gives back where new bytes will be.</summary>
    private int MakeRoom()
    {
        byte[] target = end - start > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        Buffer.BlockCopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
        return end;
    }
}
