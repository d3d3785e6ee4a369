using System.Diagnostics;
using System.Net.Sockets;

namespace VirshLite.Bench;

/// <summary>As little of a QMP client as starting a QEMU by hand takes.</summary>
internal sealed class Monitor : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader reader;

    public Monitor(string path, Process process)
    {
        while (true)
        {
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                break;
            }
            catch (SocketException) when (!process.HasExited)
            {
                Thread.Sleep(1);
            }
        }

        reader = new StreamReader(new NetworkStream(socket));
        try
        {
            reader.ReadLine();
        }
        catch (IOException)
        {
            throw new InvalidOperationException("QEMU ended: " + process.StandardError.ReadToEnd());
        }
    }

    public string Execute(string command)
    {
        socket.Send(System.Text.Encoding.ASCII.GetBytes($$"""{"execute":"{{command}}"}""" + "\n"));
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains("\"return\"", StringComparison.Ordinal) || line.Contains("\"error\"", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return "";
    }

    public void Dispose()
    {
        reader.Dispose();
        socket.Dispose();
    }
}
