using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Events;

namespace VirshLite.Runner.Events;

/// <summary>
/// Tells those who listen what happens to guests. There is no daemon: who listens has a socket in a directory of the state directory; whoever makes something
/// happen, a guest's supervisor or a command, connects to each and leaves a message. Nobody waits for a listener, and nothing is kept for none.
/// </summary>
public sealed class EventHub(Settings settings)
{
    /// <summary>Where listeners for one kind of message are.</summary>
    internal static string DirectoryOf(Settings settings, bool ofMonitor) => $"{settings.StateDirectory}/events/{(ofMonitor ? "monitor" : "domain")}";

    private readonly string domain = DirectoryOf(settings, ofMonitor: false);
    private readonly string monitor = DirectoryOf(settings, ofMonitor: true);

    /// <summary>Whether anybody listens to <see cref="Send"/>.</summary>
    public bool HasListeners => Listeners(domain).Any();

    /// <summary>Whether anybody listens to <see cref="SendOfMonitor"/>.</summary>
    public bool HasMonitorListeners => Listeners(monitor).Any();

    /// <summary>Something has happened to a guest.</summary>
    public void Send(string guest, DomainEvent happened)
    {
        if (HasListeners)
        {
            Send(domain, new EventMessage(guest, happened.Kind, happened.Line(guest)).ToJson());
        }
    }

    /// <summary>QEMU has reported something, in its own words.</summary>
    public void SendOfMonitor(string guest, ReadOnlySpan<byte> json)
    {
        if (HasMonitorListeners && QemuEventMessage.Of(guest, json) is { } message)
        {
            Send(monitor, message.ToJson());
        }
    }

    private static IEnumerable<string> Listeners(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? Directory.EnumerateFiles(directory) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void Send(string directory, byte[] message)
    {
        foreach (string listener in Listeners(directory).ToList())
        {
            try
            {
                using FileDescriptor? socket = UnixSockets.TryConnect(listener, out int errno, nonBlocking: true);
                if (socket is not null)
                {
                    _ = Libc.send(socket, ref message[0], message.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
                }
                else if (errno is Errno.ECONNREFUSED)
                {
                    // its process is gone
                    Files.Delete(listener);
                }
            }
            catch (NativeException)
            {
                // nobody waits for a listener
            }
        }
    }
}
