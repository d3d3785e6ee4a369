using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>list</c>: the guests that run, with <c>--all</c> those that are defined too; virsh's filters, forms and order.</summary>
internal static class ListVerb
{
    public static Command Build(Io io)
    {
        var filters = new ListFilters();
        var name = new Option<bool>("--name") { Description = "names only" };
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var id = new Option<bool>("--id") { Description = "ids only" };
        var table = new Option<bool>("--table") { Description = "a table (the default)" };
        var saved = new Option<bool>("--managed-save") { Description = "say 'saved' of inactive guests with a managed save" };
        var title = new Option<bool>("--title") { Description = "show titles" };
        var command = new VerbCommand("list", "list the guests that run, or all")
        {
            Examples = [("list", ""), ("list --all", "those that are defined as well"), ("list --name", "for a shell loop"),
                ("list --output json", "for a program")],
        };
        filters.AddTo(command);
        foreach (Option option in (Option[])[uuid, name, id, table, saved, title])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (table, name), (table, id));
            var host = new Host(parse, io);
            IReadOnlyList<KnownGuest> guests = filters.Apply(parse, host);
            bool lines = parse.GetValue(name) || parse.GetValue(id) || (parse.GetValue(uuid) && !parse.GetValue(table));
            if (GlobalOptions.IsJson(parse) && !lines)
            {
                JsonText.Write(io, [.. guests.Select(GuestSummaryAnswer.Of)], AnswerJson.Default.GuestSummaryAnswerArray);
                return;
            }

            if (lines)
            {
                bool idOnly = parse.GetValue(id) && !parse.GetValue(name) && !parse.GetValue(uuid);
                (Option<bool> Asked, string Name, Func<KnownGuest, string> Of)[] columns = [.. ((Option<bool>, string, Func<KnownGuest, string>)[])
                    [(uuid, "uuid", g => g.Uuid.ToString()), (id, "id", Id), (name, "name", g => g.Name)]];
                columns = [.. columns.Where(c => parse.GetValue(c.Asked))];
                IEnumerable<KnownGuest> shownGuests = guests.Where(g => !idOnly || g.Active is not null);
                if (io.Json is { } answer)
                {
                    answer.List(columns is [var only] ? shownGuests.Select(g => AnswerValue.Member(only.Name, only.Of(g)).Value)
                        : shownGuests.Select(g => (object?)columns.Select(c => AnswerValue.Member(c.Name, c.Of(g))).ToList()));
                    return;
                }

                Confirmation.Lines(io, shownGuests.Select(g => string.Join(' ', columns.Select(c => c.Of(g)))));
            }
            else
            {
                Table(guests);
            }

            Confirmation.End(io, parse);

            void Table(IReadOnlyList<KnownGuest> shown)
            {
                bool withTitle = parse.GetValue(title), withUuid = parse.GetValue(uuid);
                var text = new TextTable(["Id", "Name", "State", .. withTitle ? ["Title"] : Array.Empty<string>(), .. withUuid
                    ? ["UUID"] : Array.Empty<string>()]);
                foreach (KnownGuest guest in shown)
                {
                    text.Add(
                    [
                        Id(guest), guest.Name, State(guest),
                        .. withTitle ? [host.KnownGuests.TitleOf(guest) ?? ""] : Array.Empty<string>(),
                        .. withUuid ? [guest.Uuid.ToString()] : Array.Empty<string>(),
                    ]);
                }

                io.Out.Write(text.ToString(parse.GetValue(GlobalOptions.Quiet)));
            }

            string State(KnownGuest guest) =>
                parse.GetValue(saved) && guest.Active is null && host.KnownGuests.KeptOf(guest).HasManagedSave ? "saved" : GuestState.Names[guest.State];
        });
        return command;
    }

    private static string Id(KnownGuest guest) => guest.Active?.Id.ToString(CultureInfo.InvariantCulture) ?? "-";
}
