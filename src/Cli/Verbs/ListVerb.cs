using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>list</c>: the guests that run. VirshLite keeps no definitions, so <c>--all</c> shows the same; it is there for scripts made for virsh.</summary>
internal static class ListVerb
{
    public static Command Build(Io io)
    {
        var all = new Option<bool>("--all") { Description = "for virsh's sake: every guest that VirshLite knows runs" };
        var name = new Option<bool>("--name") { Description = "names only" };
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var id = new Option<bool>("--id") { Description = "ids only" };
        var running = new Option<bool>("--state-running") { Description = "only those in state running" };
        var paused = new Option<bool>("--state-paused") { Description = "only those in state paused" };
        var command = new VerbCommand("list", "list the guests that run")
        {
            Examples = [("list", ""), ("list --name", "for a shell loop"), ("list --output json", "for a program")],
        };
        foreach (Option option in (Option[])[all, name, uuid, id, running, paused])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            IEnumerable<GuestRecord> guests = new Host(parse, io).Guests.List();
            if (parse.GetValue(running) || parse.GetValue(paused))
            {
                guests = guests.Where(g => (parse.GetValue(running) && g.State == GuestState.Running) || (parse.GetValue(paused) && g.State == GuestState.Paused));
            }

            if (GlobalOptions.IsJson(parse))
            {
                Json(io, guests);
                return;
            }

            if (parse.GetValue(name) || parse.GetValue(uuid) || parse.GetValue(id))
            {
                foreach (GuestRecord guest in guests)
                {
                    string?[] parts =
                    [
                        parse.GetValue(id) ? guest.Id.ToString(CultureInfo.InvariantCulture) : null,
                        parse.GetValue(uuid) ? guest.Uuid.ToString() : null,
                        parse.GetValue(name) ? guest.Name : null,
                    ];
                    io.Out.WriteLine(string.Join(' ', parts.Where(p => p is not null)));
                }
            }
            else
            {
                var table = new TextTable("Id", "Name", "State");
                foreach (GuestRecord guest in guests)
                {
                    table.Add(guest.Id.ToString(CultureInfo.InvariantCulture), guest.Name, GuestStateNames.All[guest.State]);
                }

                io.Out.Write(table.ToString(parse.GetValue(GlobalOptions.Quiet)));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }

    private static void Json(Io io, IEnumerable<GuestRecord> guests) =>
        JsonText.Write(io, [.. guests.Select(GuestSummaryAnswer.Of)], AnswerJson.Default.GuestSummaryAnswerArray);
}
