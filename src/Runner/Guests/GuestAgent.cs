using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>The QEMU guest agent behind the channel <c>org.qemu.guest_agent.0</c>: JSON without greeting and without ids.</summary>
internal sealed class GuestAgent
{
    public const string ChannelName = "org.qemu.guest_agent.0";

    /// <summary>libvirt's own patience with an agent.</summary>
    private static readonly TimeSpan SyncPatience = TimeSpan.FromSeconds(5);

    /// <summary>A command such as fstrim takes as long as it takes.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly string path;

    private readonly ProcessIdentity qemu;

    private GuestAgent(string path, ProcessIdentity qemu)
    {
        this.path = path;
        this.qemu = qemu;
    }

    /// <exception cref="GuestException">The guest has no such channel.</exception>
    public static GuestAgent Of(GuestRecord record)
    {
        ConsoleEndpoint? channel = record.Consoles.FirstOrDefault(c => c.Type == "unix" && c.Path.EndsWith(ChannelName, StringComparison.Ordinal));
        return channel is null
            ? throw new GuestException("argument unsupported: QEMU guest agent is not configured")
            : new GuestAgent(channel.Path, record.Qemu ?? default);
    }

    /// <summary>
    /// <paramref name="mode"/>: powerdown, reboot or halt. The agent does not answer a shutdown that succeeds, so it has to show first that it is there.
    /// </summary>
    /// <exception cref="GuestException">No agent answers, or it refuses.</exception>
    public void Shutdown(string mode) => Begin("guest-shutdown", "{\"mode\":\"" + mode + "\"}");

    /// <summary>A command that the agent does not answer where it succeeds.</summary>
    /// <exception cref="GuestException">No agent answers, or it refuses.</exception>
    public void Begin(string command, string? arguments = null)
    {
        using QmpClient client = Connect();
        Synchronize(client);
        try
        {
            string rest = arguments is null ? "}" : $",\"arguments\":{arguments}}}";
            string reply = client.ExecuteRaw($"{{\"execute\":\"{command}\"{rest}", TimeSpan.FromSeconds(2));
            using JsonDocument document = JsonDocument.Parse(reply);
            if (document.RootElement.TryGetProperty("error", out JsonElement error))
            {
                throw new GuestException($"internal error: unable to execute QEMU agent command '{command}': " + QmpJson.Description(error));
            }
        }
        catch (Exception e) when (e is TimeoutException or QmpClosedException)
        {
            // silence is consent
        }
    }

    /// <summary>What libvirt asks before each command: an agent that runs says the number back.</summary>
    private static void Synchronize(QmpClient client)
    {
        string id = Environment.TickCount64.ToString(CultureInfo.InvariantCulture);
        var until = Stopwatch.StartNew();
        string command = "{\"execute\":\"guest-sync\",\"arguments\":{\"id\":" + id + "}}";
        try
        {
            // answers to others' commands may still stand in the channel
            while (until.Elapsed < SyncPatience)
            {
                using JsonDocument reply = JsonDocument.Parse(client.ExecuteRaw(command, SyncPatience - until.Elapsed));
                if (reply.RootElement.TryGetProperty("return", out JsonElement said) && said.ValueKind == JsonValueKind.Number && said.GetRawText() == id)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is TimeoutException or QmpClosedException)
        {
            throw NotResponding(e);
        }

        throw NotResponding(null);
    }

    private static GuestException NotResponding(Exception? inner) => new("Guest agent is not responding: QEMU guest agent is not connected", inner);

    /// <summary>Sends JSON as it is, once the agent has shown that it is there; gives back its reply as it is.</summary>
    /// <param name="json">One command.</param>
    /// <param name="timeout">null = for as long as it takes.</param>
    public string Command(string json, TimeSpan? timeout)
    {
        using QmpClient client = Connect();
        Synchronize(client);
        try
        {
            return client.ExecuteRaw(json, timeout ?? Forever);
        }
        catch (TimeoutException e)
        {
            throw new GuestException($"Guest agent is not responding: guest agent didn't respond to command within '{timeout?.TotalSeconds:0}' seconds", e);
        }
        catch (QmpClosedException e)
        {
            throw new GuestException("Guest agent is not responding: Guest agent disappeared while executing command", e);
        }
    }

    /// <summary>The value that a command returns.</summary>
    /// <exception cref="GuestException">No agent answers, or it refuses.</exception>
    public JsonElement Ask(string command, string? arguments)
    {
        string reply = Command("{\"execute\":\"" + command + "\"" + (arguments is null ? "" : ",\"arguments\":" + arguments) + "}", timeout: null);
        using JsonDocument document = JsonDocument.Parse(reply);
        return document.RootElement.TryGetProperty("error", out JsonElement error)
            ? throw new GuestException(
                $"guest agent command failed: unable to execute QEMU agent command '{command}': "
                + $"{(error.TryGetProperty("desc", out JsonElement words) ? words.GetString() : error.GetRawText())}")
            : document.RootElement.TryGetProperty("return", out JsonElement value) ? value.Clone() : default;
    }

    private QmpClient Connect()
    {
        try
        {
            return QmpClient.ConnectTo(qemu, path);
        }
        catch (NativeException e)
        {
            throw new GuestException("Guest agent is not responding: " + e.Message, e);
        }
    }
}
