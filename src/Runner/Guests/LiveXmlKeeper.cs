using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Events;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The supervisor's part in a guest's live XML: what QEMU reports by itself goes into it (live-changes.md 14), and a device that the guest lets go late is
/// taken apart. While a command changes the guest, that command minds the events: it says so, gets those that nobody has minded yet, and gives the duty back at
/// its end.
/// </summary>
internal sealed class LiveXmlKeeper(GuestStore store, IHostFacts host, Func<GuestRecord> record, Action<byte[]> toQemu)
{
    /// <summary>The ids of the keeper's own commands begin so.</summary>
    private const string IdPrefix = "live-";

    /// <summary>When the XML is looked for again while a command has it.</summary>
    private const int RetryAfterMilliseconds = 250;

    /// <summary>More events than a command ever lets wait; the oldest are forgotten.</summary>
    private const int MostWaiting = 1024;

    /// <summary>Late removals name every node that a disk may have had: those that it has not are no matter.</summary>
    private static readonly QemuCapabilities None = new("", "", 0, "", [], []);

    private readonly Queue<QmpEvent> waiting = [];
    private readonly EventHub hub = new(store.Settings);
    private readonly StepResults results = new();
    private bool isMindedByCommand;
    private long? retryAt;
    private FileLock? held;
    private RunningGuest? guest;
    private IEnumerator<PlanStep>? steps;
    private QmpStep? asked;
    private uint lastId;
    private string before = "";

    /// <summary>Until the XML is looked for again; -1 = nothing waits.</summary>
    public int MillisecondsToDeadline() => retryAt is { } at ? (int)Math.Clamp(at - Environment.TickCount64, 0, int.MaxValue) : -1;

    public void ActOnDeadline()
    {
        if (retryAt is { } at && Environment.TickCount64 >= at)
        {
            retryAt = null;
            Go();
        }
    }

    public void OnEvent(QmpEvent happened)
    {
        if (isMindedByCommand)
        {
            return;
        }

        if (!GuestEvents.Matters(happened.Name, happened.Data) && !(GuestEvents.IsTold(happened.Name) && hub.HasListeners))
        {
            return;
        }

        if (waiting.Count == MostWaiting)
        {
            waiting.Dequeue();
        }

        waiting.Enqueue(happened with { Data = happened.Data.ValueKind == JsonValueKind.Undefined ? default : happened.Data.Clone() });
        Go();
    }

    /// <summary>A command begins or ends to change the guest. Returns the events that it has to mind from before, as JSON.</summary>
    public string Hand(bool toCommand)
    {
        isMindedByCommand = toCommand;
        if (!toCommand)
        {
            return "{}";
        }

        string events = string.Join(',', waiting.Where(e => e.Data.ValueKind == JsonValueKind.Object)
            .Select(e => $$"""{"event":"{{e.Name}}","data":{{e.Data.GetRawText()}}}"""));
        waiting.Clear();
        retryAt = null;
        return $$"""{"events":[{{events}}]}""";
    }

    /// <summary>An answer of QEMU's; false where it is to no command of the keeper's.</summary>
    public bool OnReply(string id, JsonElement reply)
    {
        if (asked is not { } step || id != IdPrefix + lastId.ToString(CultureInfo.InvariantCulture))
        {
            return id.StartsWith(IdPrefix, StringComparison.Ordinal);
        }

        asked = null;
        if (step.KeepAs is { } name && reply.TryGetProperty("return", out JsonElement value))
        {
            results.Keep(name, value.Clone());
        }

        Go();
        return true;
    }

    private void Go()
    {
        try
        {
            while (asked is null && (steps is not null || waiting.Count > 0))
            {
                if (!Take())
                {
                    return;
                }

                QmpEvent? next = steps is null ? waiting.Dequeue() : null;
                steps ??= GuestEvents.On(guest!, next!.Name, next.Data, results).GetEnumerator();
                if (!steps.MoveNext())
                {
                    steps = null;
                    continue;
                }

                Do(steps.Current);
            }

            if (asked is null)
            {
                Finish();
            }
        }
        catch (Exception e) when (
            e is DomainParser.DomainException or IOException or NativeException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            record().Log.Line("virshlite: the live XML: " + e.Message);
            Drop();
        }
    }

    private void Do(PlanStep step)
    {
        switch (step)
        {
            case QmpStep command:
                asked = command;
                string? arguments = command.Arguments is { } bag ? PropertyWriter.ToJson(bag, NoDescriptors.Instance) : null;
                toQemu(QmpClient.Command(command.Command, arguments, IdPrefix + (++lastId).ToString(CultureInfo.InvariantCulture)));
                break;
            case TakeBack back:
                store.JournalOf(record().Name).RunOwned(back.Of);
                break;
            case Tell tell:
                hub.Send(record().Name, tell.Event);
                break;
            case FollowRxFilter follow:
                Follow(follow);
                break;
        }
    }

    /// <summary>A link that has gone or changed hands is no matter.</summary>
    private static void Follow(FollowRxFilter step)
    {
        try
        {
            LinkFilter.Follow(step);
        }
        catch (NativeException)
        {
            // the guest's next change is another chance
        }
    }

    /// <summary>False while a command has the XML: it is looked for again in a moment.</summary>
    private bool Take()
    {
        if (guest is not null)
        {
            return true;
        }

        held = FileLock.TryTake(LiveXml.LockOf(store, record().Name));
        if (held is null)
        {
            retryAt = Environment.TickCount64 + RetryAfterMilliseconds;
            return false;
        }

        Domain live = LiveXml.Read(store, record());
        before = DomainWriter.Write(live, live: true);
        guest = new RunningGuest
        {
            Live = live,
            CapabilitiesOf = _ => None,
            Host = host,
            Settings = store.Settings,
        };
        return true;
    }

    private void Finish()
    {
        if (guest is not null && store.Read(record().Name)?.Id == record().Id && DomainWriter.Write(guest.Live, live: true) is var xml && xml != before)
        {
            store.WriteDomainXml(record().Name, xml);
        }

        Drop();
    }

    private void Drop()
    {
        steps?.Dispose();
        steps = null;
        asked = null;
        guest = null;
        held?.Dispose();
        held = null;
    }
}
