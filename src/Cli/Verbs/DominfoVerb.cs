using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>dominfo GUEST</c>: virsh's lines, and of a running guest where VirshLite keeps what belongs to it.</summary>
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
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            if (GlobalOptions.IsJson(parse))
            {
                if (known.Active is { } active)
                {
                    JsonText.Write(io, GuestAnswer.Of(active), AnswerJson.Default.GuestAnswer);
                }
                else
                {
                    JsonText.Write(io, GuestSummaryAnswer.Of(known), AnswerJson.Default.GuestSummaryAnswer);
                }

                return;
            }

            Line("Id", known.Active?.Id.ToString(CultureInfo.InvariantCulture) ?? "-");
            Line("Name", known.Name);
            Line("UUID", known.Uuid.ToString());
            Line("OS Type", "hvm");
            Line("State", GuestState.Names[known.State]);
            if (known.Active is { } record)
            {
                Line("CPU(s)", record.Vcpus.ToString(CultureInfo.InvariantCulture));
                Line("CPU time", (record.Qemu?.CpuTime ?? default).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s");
                Memory(record.MaxMemoryKiB, record.MemoryKiB);
            }
            else
            {
                Domain domain = GuestXml.Read(host, io, known, inactive: true);
                Line("CPU(s)", domain.Vcpus.OnlineCount.ToString(CultureInfo.InvariantCulture));
                Memory(domain.MemoryKiB ?? 0, domain.CurrentMemoryKiB ?? domain.MemoryKiB ?? 0);
            }

            Line("Persistent", known.IsPersistent ? "yes" : "no");
            Line("Autostart", known.Definition is { Autostart: true } ? "enable" : "disable");
            Line("Autostart Once", known.Definition is { AutostartOnce: true } ? "enable" : "disable");
            Line("Managed save", host.KnownGuests.KeptOf(known).HasManagedSave ? "yes" : "no");
            GuestConfinement? fence = known.Active?.Qemu is { } process ? GuestConfinement.Of(process.Pid) : null;
            Line("Security model", fence?.Profile is not null ? "apparmor" : "none");
            Line("Security DOI", "0");
            if (fence?.Profile is { } profile)
            {
                Line("Security label", profile);
            }

            if (known.Active is { } running)
            {
                Line("Process", running.Qemu is { } qemu ? qemu.Pid.ToString(CultureInfo.InvariantCulture) : "-");
                Line("Log", running.LogFile);
                Line("QMP socket", running.SupervisorSocket);
                if (fence is not null)
                {
                    Line("User", fence.User);
                    Line("Groups", string.Join(' ', fence.Groups));
                    Line("Capabilities", fence.Capabilities);
                    Line("No new privs", fence.NoNewPrivileges ? "yes" : "no");
                    Line("Seccomp", fence.Seccomp ? "yes" : "no");
                    Line("Control group", fence.ControlGroup ?? "-");
                    Line("Devices", fence.Devices is { } nodes ? string.Join(' ', nodes.Select(n => n["/dev/".Length..])) : "the host's /dev");
                }
            }

            Confirmation.End(io, parse);
        });
        return command;

        void Line(string name, string value) => io.Out.WriteLine((name + ":").PadRight(16) + value);

        void Memory(ulong most, ulong used)
        {
            Line("Max memory", string.Create(CultureInfo.InvariantCulture, $"{most} KiB"));
            Line("Used memory", string.Create(CultureInfo.InvariantCulture, $"{used} KiB"));
        }
    }
}
