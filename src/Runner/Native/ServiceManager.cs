using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>Words for the service manager that started this program, where one did (sd_notify(3)); nothing is said elsewhere.</summary>
public static class ServiceManager
{
    private const string Variable = "NOTIFY_SOCKET";

    /// <summary>The service is up.</summary>
    public static void Ready(string status) => Tell($"READY=1\nSTATUS={status}");

    public static void Stopping(string status) => Tell($"STOPPING=1\nSTATUS={status}");

    /// <summary>A manager that is gone learns of the guest by its process.</summary>
    private static void Tell(string words)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 1 } path || path[0] is not ('/' or '@'))
        {
            return;
        }

        byte[] address = [Libc.AF_UNIX, 0, .. Encoding.UTF8.GetBytes(path[0] == '@' ? "\0" + path[1..] : path)];
        byte[] text = Encoding.UTF8.GetBytes(words);
        using var socket = new FileDescriptor(Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0));
        if (!socket.IsInvalid && Libc.connect(socket, ref address[0], (uint)address.Length) == 0)
        {
            _ = Libc.send(socket, ref text[0], text.Length, Libc.MSG_NOSIGNAL);
        }
    }
}
