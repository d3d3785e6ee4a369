using System.Buffers;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>A <see cref="GuestRecord"/> as JSON.</summary>
internal static class GuestRecordJson
{
    public static ReadOnlySpan<byte> Write(GuestRecord record)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("name", record.Name);
            json.WriteString("uuid", record.Uuid);
            json.WriteNumber("id", record.Id);
            json.WriteString("state", GuestStateNames.All[record.State]);
            json.WriteString("reason", record.Reason);
            json.WriteBoolean("started", record.Started);
            json.WriteNumber("started-at", record.StartedAt);
            Write(json, "qemu", record.Qemu);
            Write(json, "supervisor", record.Supervisor);
            json.WriteString("binary", record.Binary);
            json.WriteString("monitor", record.MonitorSocket);
            json.WriteString("supervisor-socket", record.SupervisorSocket);
            json.WriteString("log", record.LogFile);
            json.WriteString("directory", record.DomainDirectory);
            json.WriteString("on-poweroff", LifecycleActionNames.All[record.OnPoweroff]);
            json.WriteString("on-reboot", LifecycleActionNames.All[record.OnReboot]);
            json.WriteString("on-crash", LifecycleActionNames.All[record.OnCrash]);
            json.WriteString("dump-directory", record.DumpDirectory);
            json.WriteNumber("vcpus", record.Vcpus);
            json.WriteNumber("max-memory-kib", record.MaxMemoryKiB);
            json.WriteNumber("memory-kib", record.MemoryKiB);
            json.WriteString("greeting", record.Greeting);
            WriteConsoles(json, record.Consoles);
            WriteLinks(json, record.Links);
            json.WriteEndObject();
        }

        return output.WrittenSpan;
    }

    public static GuestRecord? Read(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            return new GuestRecord
            {
                Name = Text(json, "name"),
                Uuid = json.GetProperty("uuid").GetGuid(),
                Id = json.GetProperty("id").GetInt32(),
                State = GuestStateNames.All.TryParse(Text(json, "state"), out GuestState state) ? state : GuestState.Running,
                Reason = Text(json, "reason"),
                Started = json.GetProperty("started").GetBoolean(),
                StartedAt = json.GetProperty("started-at").GetInt64(),
                Qemu = Process(json, "qemu"),
                Supervisor = Process(json, "supervisor"),
                Binary = Text(json, "binary"),
                MonitorSocket = Text(json, "monitor"),
                SupervisorSocket = Text(json, "supervisor-socket"),
                LogFile = Text(json, "log"),
                DomainDirectory = Text(json, "directory"),
                OnPoweroff = Action(json, "on-poweroff"),
                OnReboot = Action(json, "on-reboot"),
                OnCrash = Action(json, "on-crash"),
                DumpDirectory = Text(json, "dump-directory"),
                Vcpus = json.GetProperty("vcpus").GetUInt32(),
                MaxMemoryKiB = json.GetProperty("max-memory-kib").GetUInt64(),
                MemoryKiB = json.GetProperty("memory-kib").GetUInt64(),
                Greeting = Text(json, "greeting"),
                Consoles = [.. json.GetProperty("consoles").EnumerateArray().Select(c => new ConsoleEndpoint(Text(c, "alias"), Text(c, "type"), Text(c, "path")))],
                Links = [.. json.GetProperty("links").EnumerateArray().Select(ReadLink)],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null; // another program's file, or an older layout: not a guest of ours
        }
    }

    private static void Write(Utf8JsonWriter json, string key, ProcessIdentity? process)
    {
        if (process is { } p)
        {
            json.WriteStartObject(key);
            json.WriteNumber("pid", p.Pid);
            json.WriteNumber("start-ticks", p.StartTicks);
            json.WriteEndObject();
        }
    }

    private static void WriteConsoles(Utf8JsonWriter json, IReadOnlyList<ConsoleEndpoint> consoles)
    {
        json.WriteStartArray("consoles");
        foreach (ConsoleEndpoint console in consoles)
        {
            json.WriteStartObject();
            json.WriteString("alias", console.Alias);
            json.WriteString("type", console.Type);
            json.WriteString("path", console.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, IReadOnlyList<GuestLink> links)
    {
        json.WriteStartArray("links");
        foreach (GuestLink link in links)
        {
            json.WriteStartObject();
            json.WriteString("alias", link.Alias);
            json.WriteString("device", link.HostDevice);
            json.WriteString("type", link.Type);
            json.WriteString("source", link.Source);
            json.WriteString("model", link.Model);
            json.WriteString("mac", link.Mac);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static GuestLink ReadLink(JsonElement json) => new(
        Text(json, "alias"),
        json.GetProperty("device").GetString(),
        Text(json, "type"),
        json.GetProperty("source").GetString(),
        json.GetProperty("model").GetString(),
        json.GetProperty("mac").GetString());

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString() ?? "";

    private static ProcessIdentity? Process(JsonElement json, string key) => json.TryGetProperty(key, out JsonElement process)
        ? new ProcessIdentity(process.GetProperty("pid").GetInt32(), process.GetProperty("start-ticks").GetUInt64())
        : null;

    private static LifecycleAction Action(JsonElement json, string key) =>
        LifecycleActionNames.All.TryParse(Text(json, key), out LifecycleAction action) ? action : LifecycleAction.Destroy;
}
