using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>The QEMU guest agent behind the channel <c>org.qemu.guest_agent.0</c>: JSON without greeting and without ids.</summary>
internal sealed class GuestAgent
{
    public const string ChannelName = "org.qemu.guest_agent.0";

    private readonly string path;

    private GuestAgent(string path) => this.path = path;

    /// <exception cref="GuestException">The guest has no such channel.</exception>
    public static GuestAgent Of(GuestRecord record)
    {
        ConsoleEndpoint? channel = record.Consoles.FirstOrDefault(c => c.Type == "unix" && c.Path.EndsWith(ChannelName, StringComparison.Ordinal));
        return channel is null
            ? throw new GuestException("unsupported configuration: QEMU guest agent is not configured")
            : new GuestAgent(channel.Path);
    }

    /// <summary><paramref name="mode"/>: powerdown, reboot or halt. The agent does not answer a shutdown that succeeds.</summary>
    public void Shutdown(string mode)
    {
        using QmpClient client = Connect();
        try
        {
            string reply = client.ExecuteRaw("{\"execute\":\"guest-shutdown\",\"arguments\":{\"mode\":\"" + mode + "\"}}", TimeSpan.FromSeconds(2));
            using JsonDocument document = JsonDocument.Parse(reply);
            if (document.RootElement.TryGetProperty("error", out JsonElement error))
            {
                throw new GuestException("internal error: unable to execute QEMU agent command 'guest-shutdown': " + error.GetProperty("desc").GetString());
            }
        }
        catch (Exception e) when (e is TimeoutException or QmpClosedException)
        {
            // silence is consent
        }
    }

    public string Command(string json, TimeSpan timeout)
    {
        using QmpClient client = Connect();
        try
        {
            return client.ExecuteRaw(json, timeout);
        }
        catch (Exception e) when (e is TimeoutException or QmpClosedException)
        {
            throw new GuestException("Guest agent is not responding: Guest agent not available for now", e);
        }
    }

    private QmpClient Connect()
    {
        try
        {
            return QmpClient.Connect(path);
        }
        catch (NativeException e)
        {
            throw new GuestException("Guest agent is not responding: " + e.Message, e);
        }
    }
}
