using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Hosts;

/// <summary>A QMP conversation with a QEMU that was started to be asked: errors are answers, a broken conversation is not.</summary>
internal sealed class ProbeSession : IQmpSession, IDisposable
{
    private readonly QmpClient client;
    private readonly TimeSpan patience;

    /// <exception cref="CapabilityProbeException">Nobody listens there.</exception>
    public ProbeSession(string socketPath, TimeSpan patience)
    {
        this.patience = patience;
        try
        {
            client = QmpClient.Connect(socketPath);
        }
        catch (NativeException e)
        {
            throw new CapabilityProbeException($"QEMU's monitor cannot be reached: {e.Message}");
        }
    }

    public QmpReply Execute(string command, string? argumentsJson = null)
    {
        try
        {
            return QmpReply.Parse(client.Reply(command, argumentsJson, patience));
        }
        catch (JsonException e)
        {
            throw new CapabilityProbeException($"QEMU's answer to {command} is not JSON: {e.Message}");
        }
        catch (Exception e) when (e is QmpClosedException or TimeoutException or NativeException or InvalidDataException)
        {
            throw new CapabilityProbeException($"QEMU gave no answer to {command}: {e.Message}");
        }
    }

    public void Dispose() => client.Dispose();
}
