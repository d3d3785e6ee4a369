using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>send-process-signal GUEST PID SIGNAL</c>: refused as libvirt refuses it for QEMU guests (live-changes.md 13).</summary>
internal static class SendProcessSignalVerb
{
    private const string Names = " nop hup int quit ill trap abrt bus fpe kill usr1 segv usr2 pipe alrm term stkflt chld cont stop tstp ttin ttou urg xcpu xfsz "
        + "vtalrm prof winch poll pwr sys ";

    private const int MostNumber = 64;

    public static Command Build(Io io)
    {
        var pid = new Argument<string>("PID") { Description = "a process of the guest" };
        var signal = new Argument<string>("SIGNAL") { Description = "name or number" };
        var command = new VerbCommand("send-process-signal", "refused: QEMU cannot signal a guest's processes (containers have this)")
        {
            Examples = [("send-process-signal web 1 SIGTERM", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(pid);
        command.Arguments.Add(signal);
        command.SetAction(int (parse) =>
        {
            _ = new Host(parse, io).KnownGuests.Get(guest.Of(parse));
            string process = parse.GetValue(pid)!, name = parse.GetValue(signal)!;
            if (!long.TryParse(process, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                throw new UsageException($"Numeric value '{process}' for <pid> option is malformed or out of range");
            }

            string plain = name.StartsWith("sig", StringComparison.OrdinalIgnoreCase) ? name[3..].TrimStart('_') : name;
            bool known = (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= MostNumber)
                || Names.Contains($" {plain.ToLowerInvariant()} ", StringComparison.Ordinal)
                || (plain.StartsWith("rt", StringComparison.OrdinalIgnoreCase) && int.TryParse(plain.AsSpan(2), out int realTime) && realTime is >= 0 and <= 32);
            throw new GuestException(known
                ? "this function is not supported by the connection driver: virDomainSendProcessSignal" : $"malformed signal name: {name}");
        });
        return command;
    }
}
