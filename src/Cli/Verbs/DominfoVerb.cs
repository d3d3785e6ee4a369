using System.CommandLine;
using System.Globalization;
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
                JsonText.Write(io, GuestAnswer.Of(record), AnswerJson.Default.GuestAnswer);
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
}
