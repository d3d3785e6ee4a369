using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Changes;

/// <summary>
/// For as long as a command changes a guest, what QEMU reports meanwhile is the command's to mind; before and afterwards it is the supervisor's. Each event is
/// minded once.
/// </summary>
internal sealed class EventMinding(QmpClient monitor)
{
    private Action<QmpEvent>? mind;

    /// <summary>Takes over; the guest's live XML has been read by nobody else since.</summary>
    public void Begin(Action<QmpEvent> mind)
    {
        this.mind = mind;
        JsonElement handed = monitor.Execute(QmpServer.LiveCommand, """{"held":true}""");

        // what came before the answer is among what was handed over, or minded already
        monitor.Events.Clear();
        if (handed.ValueKind == JsonValueKind.Object && handed.TryGetProperty("events", out JsonElement events))
        {
            foreach (JsonElement happened in events.EnumerateArray())
            {
                mind(new QmpEvent(happened.GetProperty("event").GetString()!, happened.GetProperty("data")));
            }
        }
    }

    /// <summary>Gives back, and minds what has come until then.</summary>
    public void End()
    {
        monitor.Execute(QmpServer.LiveCommand, """{"held":false}""");
        while (monitor.Events.TryDequeue(out QmpEvent? happened))
        {
            mind?.Invoke(happened);
        }
    }
}
