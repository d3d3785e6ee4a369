using VirshLite.DomainParser;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.State;

/// <summary>
/// Ends the wait for a guest whose memory changes faster than it can be sent (guest-state.md 6.1): after some time it is stopped, or goes over to the other
/// host with its memory to follow.
/// </summary>
internal sealed class MigrationSwitch : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private readonly GuestOperations guests;
    private readonly string guest;
    private readonly Timer? timer;

    public MigrationSwitch(GuestOperations guests, string guest, MigrateOptions options)
    {
        this.guests = guests;
        this.guest = guest;
        timer = options switch
        {
            { SwitchesAfterFirstPass: true } => new Timer(_ => Try(AfterFirstPass), null, Often, Often),
            { Timeout: { } timeout, TimeoutSwitches: true } => Once(timeout, "migrate-start-postcopy"),
            { Timeout: { } timeout } => Once(timeout, "stop"),
            _ => null,
        };
    }

    public void Dispose() => timer?.Dispose();

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is DomainException or IOException)
        {
            // it has moved, or ended
        }
    }

    private Timer Once(TimeSpan after, string command) => new(_ => Try(() => guests.Execute(guest, command)), null, after, Timeout.InfiniteTimeSpan);

    private void AfterFirstPass()
    {
        using QmpClient monitor = guests.Connect(guests.Get(guest));
        System.Text.Json.JsonElement state = monitor.Execute("query-migrate");
        if (state.TryGetProperty("status", out System.Text.Json.JsonElement status) && status.ValueEquals("active")
            && state.TryGetProperty("ram", out System.Text.Json.JsonElement ram) && ram.GetProperty("dirty-sync-count").GetInt64() > 1)
        {
            timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            monitor.Execute("migrate-start-postcopy");
        }
    }
}
