using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-list</c>: the networks of this host.</summary>
internal static class NetListVerb
{
    public static Command Build(Io io)
    {
        var all = new Option<bool>("--all") { Description = "inactive ones as well" };
        var inactive = new Option<bool>("--inactive") { Description = "inactive ones only" };
        var persistent = new Option<bool>("--persistent") { Description = "those with a definition" };
        var transient = new Option<bool>("--transient") { Description = "those without" };
        var autostart = new Option<bool>("--autostart") { Description = "those that start with the host" };
        var noAutostart = new Option<bool>("--no-autostart") { Description = "those that do not" };
        var name = new Option<bool>("--name") { Description = "names only" };
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var table = new Option<bool>("--table") { Description = "a table (as without it)" };
        var title = new Option<bool>("--title") { Description = "with titles" };
        var command = new VerbCommand("net-list", "list networks")
        {
            Examples = [("net-list", "those that are active"), ("net-list --all", "defined ones too"), ("net-list --all --output json", "for a program")],
        };
        foreach (Option option in (Option[])[inactive, all, persistent, transient, autostart, noAutostart, uuid, name, table, title])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            if (((Option<bool>[])[table, name, uuid]).Count(parse.GetValue) > 1)
            {
                throw new UsageException("Only one argument from --table, --name and --uuid may be specified.");
            }

            bool IsAsked(Option<bool> yes, Option<bool> no, bool value) => parse.GetValue(yes) == parse.GetValue(no) || parse.GetValue(yes) == value;
            bool onlyInactive = parse.GetValue(inactive);
            List<NetworkRecord> networks =
            [
                .. new Host(parse, io).Networks.Store.All().Where(n => (parse.GetValue(all) || n.IsActive != onlyInactive)
                    && IsAsked(persistent, transient, n.Persistent) && IsAsked(autostart, noAutostart, n.Autostart)),
            ];
            bool namesOnly = parse.GetValue(name) || parse.GetValue(uuid);
            if (GlobalOptions.IsJson(parse) && !namesOnly)
            {
                JsonText.Write(io, [.. networks.Select(Answer)], AnswerJson.Default.NetworkAnswerArray);
                return;
            }

            if (namesOnly)
            {
                Confirmation.List(io, parse, networks.Select(n => parse.GetValue(name) ? n.Name : n.Uuid?.ToString() ?? ""));
            }
            else
            {
                bool hasTitles = parse.GetValue(title);
                var text = new TextTable(["Name", "State", "Autostart", "Persistent", .. hasTitles ? (string[])["Title"] : []]);
                foreach (NetworkRecord network in networks)
                {
                    text.Add([network.Name, network.IsActive ? "active" : "inactive", YesNo(network.Autostart), YesNo(network.Persistent), .. hasTitles
                        ? (string[])[NetworkStore.Title(network)] : []]);
                }

                Confirmation.Show(io, parse, text);
            }
        });
        return command;
    }

    public static string YesNo(bool value) => value ? "yes" : "no";

    public static string Word(NetworkOwner owner) => owner switch
    {
        NetworkOwner.VirshLite => "virshlite",
        NetworkOwner.Libvirt => "libvirt",
        NetworkOwner.Host => "host",
        _ => "nobody",
    };

    /// <summary>A network for programs.</summary>
    public static NetworkAnswer Answer(NetworkRecord network) =>
        new(network.Name, network.Uuid, network.IsActive, network.Autostart, network.Persistent, network.Bridge, Word(network.Owner));
}
