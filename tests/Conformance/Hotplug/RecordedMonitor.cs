using System.Text.Json;
using System.Text.Json.Nodes;
using VirshLite.DomainParser;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Conformance.Hotplug;

/// <summary>
/// Carries the steps of a change out against a recorded exchange: each QMP command has to be the next one that libvirt sent; answers and events are those that
/// came.
/// </summary>
internal sealed class RecordedMonitor : IFdNumbering
{
    private readonly List<JsonElement> exchange;
    private readonly Queue<JsonElement> events = new();
    private readonly Differences differences;
    private readonly Func<string, string> normalize;
    private int next;

    /// <summary>What virsh said where the host could not do its part: a host's refusal is replayed at the step that it belongs to.</summary>
    public string HostRefusal { get; init; } = "";

    /// <param name="exchange">The entries of the case.</param>
    /// <param name="differences">Where a command that is not libvirt's is told.</param>
    /// <param name="numbers">Take what differs from run to run out of a text of ours or theirs.</param>
    public RecordedMonitor(JsonElement exchange, Differences differences, NodeNumbers numbers)
    {
        this.exchange = exchange.ValueKind == JsonValueKind.Array ? [.. exchange.EnumerateArray()] : [];
        this.differences = differences;
        normalize = numbers.Actual;
        Expected = numbers.Expected;
    }

    public Func<string, string> Expected { get; }

    public int NumberOf(PlanResource resource) => throw new InvalidOperationException("a QMP command names no descriptor by number");

    /// <exception cref="DomainException">The change is refused, or QEMU refused one of its commands.</exception>
    public void Run(IEnumerable<PlanStep> steps, StepResults results)
    {
        var done = new Stack<PlanStep>();
        try
        {
            foreach (PlanStep step in steps)
            {
                Run(step, results);
                done.Push(step);
            }
        }
        catch (DomainException)
        {
            foreach (PlanStep step in done)
            {
                foreach (PlanStep undo in step.Undo.Where(u => step.UndoAt == UndoTime.Failure && u is QmpStep))
                {
                    Run(undo, results);
                }
            }

            throw;
        }
    }

    /// <summary>What came after the change: events, and what libvirt did about them.</summary>
    public void Settle(RunningGuest guest, StepResults results)
    {
        while (true)
        {
            while (events.TryDequeue(out JsonElement happened))
            {
                JsonElement data = happened.TryGetProperty("data", out JsonElement d) ? d : default;
                if (data.ValueKind == JsonValueKind.Object)
                {
                    Run(GuestEvents.On(guest, happened.GetProperty("event").GetString()!, data, results), results);
                }
            }

            if (next < exchange.Count && IsOptional(exchange[next]))
            {
                Gather(exchange[next], "eventsBeforeReply");
                Gather(exchange[next], "eventsAfterReply");
                next++;
                continue;
            }

            break;
        }

        while (Peek() is { } left)
        {
            differences.Add("libvirt went on with " + left.GetProperty("execute").GetString());
            next++;
        }
    }

    private void Run(PlanStep step, StepResults results)
    {
        switch (step)
        {
            case QmpStep command:
                Execute(command, results);
                break;
            case WaitForEvent wait:
                Wait(wait, results);
                break;
            case OpenResource { Resource: VhostVsock } when HostRefusal.Contains("vhost-vsock", StringComparison.Ordinal):
                throw DomainException.Unsupported("unable to open vhost-vsock device");
            case OpenResource { Resource: TapQueue { Interface.Link: { } bridge } } when HostRefusal.Contains($"MTU on '{bridge}'", StringComparison.Ordinal):
                throw new DomainException($"Cannot get interface MTU on '{bridge}': No such device", default, RefusalKind.Plain);
            case PrepareHostDevice { Device: PlannedPciDevice } when HostRefusal.Contains("passthrough", StringComparison.Ordinal):
                throw DomainException.Unsupported("host doesn't support passthrough of host PCI devices");
            case CheckPath { Requirement.Path: { } path } when HostRefusal.Contains($"Path '{path}'", StringComparison.Ordinal):
                throw new DomainException($"Path '{path}' is not accessible: No such file or directory", default, RefusalKind.Plain);
            case AdaptInterface when HostRefusal.Contains("Child process (tc ", StringComparison.Ordinal):
                throw DomainException.Internal(HostRefusal[HostRefusal.IndexOf("Child process", StringComparison.Ordinal)..]);
            case OpenResource { Resource: TapQueue tap }:
                results.KeepName(tap.Name, "vnet99");
                break;
        }
    }

    private void Execute(QmpStep step, StepResults results)
    {
        string ours = step.Arguments is { } bag ? normalize(PropertyWriter.ToJson(bag, this)) : "";
        if (Peek() is not { } entry)
        {
            differences.Add($"ours went on with {step.Command} {ours}");
            return;
        }

        next++;
        string theirs = entry.TryGetProperty("arguments", out JsonElement arguments) ? Expected(Compact(arguments)) : "";
        bool hasArguments = theirs.Length > 0;
        if (Command(entry) != step.Command || (hasArguments && theirs != ours))
        {
            differences.Add($"libvirt: {Command(entry)} {theirs}");
            differences.Add($"ours:    {step.Command} {ours}");
        }

        if (entry.TryGetProperty("fd", out JsonElement fd) && fd.GetBoolean() != (step.Descriptor is not null))
        {
            differences.Add($"{step.Command}: a descriptor goes along {(fd.GetBoolean() ? "with libvirt's" : "with ours")} only");
        }

        Gather(entry, "eventsBeforeReply");
        JsonElement reply = entry.TryGetProperty("reply", out JsonElement r) ? r : default;
        Gather(entry, "eventsAfterReply");
        if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out JsonElement error))
        {
            string kind = error.GetProperty("class").GetString()!;
            string words = error.GetProperty("desc").GetString()!;
            if (step.AcceptedErrors.Contains(kind) || step.IgnoreErrors)
            {
                return;
            }

            throw DomainException.Internal($"unable to execute QEMU command '{step.Command}': {words}");
        }

        if (step.KeepAs is { } name && reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("return", out JsonElement value))
        {
            results.Keep(name, value);
        }
    }

    private void Wait(WaitForEvent wait, StepResults results)
    {
        List<JsonElement> waiting = [.. events];
        events.Clear();
        for (int i = 0; i < waiting.Count; i++)
        {
            bool isFailure = wait.Failures.Any(p => Fits(p, waiting[i]));
            if (!isFailure && !wait.Events.Any(p => Fits(p, waiting[i])))
            {
                continue;
            }

            if (wait.KeepAs is { } name && !isFailure)
            {
                results.Keep(name, waiting[i].TryGetProperty("data", out JsonElement data) ? data : default);
            }

            waiting.RemoveAt(i);
            waiting.ForEach(events.Enqueue);
            if (isFailure)
            {
                throw DomainException.Failed(wait.Purpose ?? "");
            }

            return;
        }

        waiting.ForEach(events.Enqueue);
        if (!wait.MayBeMissing)
        {
            throw DomainException.Failed(wait.Purpose ?? "");
        }
    }

    private static bool Fits(EventPattern pattern, JsonElement happened) =>
        happened.GetProperty("event").GetString() == pattern.Name
        && (pattern.Data is null || (happened.TryGetProperty("data", out JsonElement data)
            && pattern.Data.All(p => data.TryGetProperty(p.Key, out JsonElement value) && p.Value switch
            {
                TextProperty text => value.ValueKind == JsonValueKind.String && value.GetString() == text.Text,
                SwitchProperty on => value.ValueKind == (on.On ? JsonValueKind.True : JsonValueKind.False),
                NumberProperty number => value.ValueKind == JsonValueKind.Number && value.GetInt64() == number.Number,
                _ => false,
            })));

    private JsonElement? Peek()
    {
        while (next < exchange.Count && IsOptional(exchange[next]))
        {
            Gather(exchange[next], "eventsBeforeReply");
            Gather(exchange[next], "eventsAfterReply");
            next++;
        }

        return next < exchange.Count ? exchange[next] : null;
    }

    private void Gather(JsonElement entry, string when)
    {
        if (entry.TryGetProperty(when, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement happened in list.EnumerateArray())
            {
                events.Enqueue(happened);
            }
        }
    }

    /// <summary>The list of devices that libvirt renews after each change: virshlite keeps none.</summary>
    private static bool IsOptional(JsonElement entry) => (entry.TryGetProperty("optional", out JsonElement optional) && optional.GetBoolean())
        || (Command(entry) == "qom-list" && entry.TryGetProperty("arguments", out JsonElement of) && of.TryGetProperty("path", out JsonElement path)
            && path.ValueEquals("/machine/peripheral"));

    private static string Command(JsonElement entry) => entry.GetProperty("execute").GetString()!;

    private static string Compact(JsonElement element) =>
        JsonNode.Parse(element.GetRawText())!.ToJsonString(new JsonSerializerOptions
        {
            Encoder =
        System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        });
}
