using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>dominfo GUEST</c>: virsh's lines, and where VirshLite keeps what belongs to the guest.</summary>
internal static class DominfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("dominfo", "show what is known about a guest")
        {
            Examples = [("dominfo hello", ""), ("dominfo hello --output json", "with its processes, consoles and interfaces")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            GuestRecord record = new Host(parse, io).Guests.Get(guest.Of(parse));
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, json => Json(json, record));
                return;
            }

            Line("Id", record.Id.ToString(CultureInfo.InvariantCulture));
            Line("Name", record.Name);
            Line("UUID", record.Uuid.ToString());
            Line("OS Type", "hvm");
            Line("State", GuestStateNames.All[record.State]);
            Line("CPU(s)", record.Vcpus.ToString(CultureInfo.InvariantCulture));
            Line("CPU time", (record.Qemu?.CpuTime ?? default).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s");
            Line("Max memory", string.Create(CultureInfo.InvariantCulture, $"{record.MaxMemoryKiB} KiB"));
            Line("Used memory", string.Create(CultureInfo.InvariantCulture, $"{record.MemoryKiB} KiB"));
            Line("Persistent", "no");
            Line("Autostart", "disable");
            Line("Process", record.Qemu is { } qemu ? qemu.Pid.ToString(CultureInfo.InvariantCulture) : "-");
            Line("Log", record.LogFile);
            Line("QMP socket", record.SupervisorSocket);
            Confirmation.End(io, parse);
        });
        return command;

        void Line(string name, string value) => io.Out.WriteLine((name + ":").PadRight(16) + value);
    }

    /// <summary>All that is known of a guest.</summary>
    public static void Json(Utf8JsonWriter json, GuestRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("id", record.Id);
        json.WriteString("name", record.Name);
        json.WriteString("uuid", record.Uuid);
        json.WriteString("state", GuestStateNames.All[record.State]);
        json.WriteString("reason", record.Reason);
        json.WriteNumber("vcpus", record.Vcpus);
        json.WriteNumber("cpuSeconds", Math.Round((record.Qemu?.CpuTime ?? default).TotalSeconds, 2));
        json.WriteNumber("maxMemoryKiB", record.MaxMemoryKiB);
        json.WriteNumber("memoryKiB", record.MemoryKiB);
        json.WriteString("emulator", record.Binary);
        if (record.Qemu is { } qemu)
        {
            json.WriteNumber("pid", qemu.Pid);
        }

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
}
