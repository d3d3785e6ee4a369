using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreadpin GUEST ID CPULIST</c>: the pin of an iothread (live-changes.md 10.1).</summary>
internal static class IothreadpinVerb
{
    public static Command Build(Io io)
    {
        var id = new Argument<string>("ID") { Description = "the iothread's number" };
        var cpus = new Argument<string>("CPULIST") { Description = "CPUs of the host: 0-3,^2; r = all" };
        var command = new VerbCommand("iothreadpin", "set the CPUs of the host that an iothread runs on")
        {
            Examples = [("iothreadpin web 1 3", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(id);
        command.Arguments.Add(cpus);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            uint number = IoThreadNumber.Of(parse.GetValue(id)!);
            var change = new GuestChange(parse, io, affects, null);
            CpuList.Pin(change, guest.Of(parse), parse.GetValue(cpus)!, $"iothreadpin{number}", (domain, wanted, _) =>
                PinChange.IoThread(domain, number, wanted));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
