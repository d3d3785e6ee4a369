using System.Text.Json;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Output;

/// <summary>A running guest for programs: the members of <c>dominfo</c>, <c>start</c> and <c>list</c> with <c>--output json</c>.</summary>
internal static class GuestJson
{
    /// <summary>One line of <c>list</c>.</summary>
    public static void WriteShort(Utf8JsonWriter json, GuestRecord record)
    {
        json.WriteStartObject();
        WriteSummary(json, record);
        WritePid(json, record);
        json.WriteEndObject();
    }

    /// <summary>All that is known of a guest.</summary>
    public static void Write(Utf8JsonWriter json, GuestRecord record)
    {
        json.WriteStartObject();
        WriteSummary(json, record);
        json.WriteNumber("vcpus", record.Vcpus);
        json.WriteNumber("cpuSeconds", Math.Round((record.Qemu?.CpuTime ?? default).TotalSeconds, 2));
        json.WriteNumber("maxMemoryKiB", record.MaxMemoryKiB);
        json.WriteNumber("memoryKiB", record.MemoryKiB);
        json.WriteString("emulator", record.Binary);
        WritePid(json, record);
        if (record.Supervisor is { } supervisor)
        {
            json.WriteNumber("supervisorPid", supervisor.Pid);
        }

        json.WriteString("log", record.LogFile);
        json.WriteString("qmpSocket", record.SupervisorSocket);
        json.WriteStartArray("consoles");
        foreach (ConsoleEndpoint console in record.Consoles)
        {
            json.WriteStartObject();
            json.WriteString("alias", console.Alias);
            json.WriteString("type", console.Type);
            json.WriteString("path", console.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("interfaces");
        foreach (GuestLink link in record.Links)
        {
            json.WriteStartObject();
            json.WriteString("alias", link.Alias);
            json.WriteString("hostDevice", link.HostDevice);
            json.WriteString("type", link.Type);
            json.WriteString("source", link.Source);
            json.WriteString("model", link.Model);
            json.WriteString("mac", link.Mac);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, GuestRecord record)
    {
        json.WriteNumber("id", record.Id);
        json.WriteString("name", record.Name);
        json.WriteString("uuid", record.Uuid);
        json.WriteString("state", GuestStateNames.All[record.State]);
        json.WriteString("reason", record.Reason);
    }

    private static void WritePid(Utf8JsonWriter json, GuestRecord record)
    {
        if (record.Qemu is { } qemu)
        {
            json.WriteNumber("pid", qemu.Pid);
        }
    }
}
