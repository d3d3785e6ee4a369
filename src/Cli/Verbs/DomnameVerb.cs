using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domname GUEST</c>: the name of the guest with an id or UUID.</summary>
internal static class DomnameVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domname", "show the name of the guest with an id or UUID")
        {
            Examples = [("domname 1", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string what = guest.Of(parse);
            KnownGuest known = new Host(parse, io).KnownGuests.Get(what);
            if (known.Name == what)
            {
                throw new GuestNotFoundException(what);
            }

            Confirmation.Value(io, "name", known.Name);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
