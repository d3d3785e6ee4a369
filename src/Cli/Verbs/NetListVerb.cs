using System.CommandLine;
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
        var name = new Option<bool>("--name") { Description = "names only" };
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var command = new VerbCommand("net-list", "list networks")
        {
            Examples = [("net-list", "those that are active"), ("net-list --all", "defined ones too"), ("net-list --all --output json", "for a program")],
        };
        foreach (Option option in (Option[])[all, inactive, name, uuid])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            bool onlyInactive = parse.GetValue(inactive);
            List<NetworkRecord> networks =
                [.. new Host(parse, io).Networks.Store.All().Where(n => parse.GetValue(all) || n.IsActive != onlyInactive)];
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, [.. networks.Select(Answer)], AnswerJson.Default.NetworkAnswerArray);
                return;
            }

            if (parse.GetValue(name) || parse.GetValue(uuid))
            {
                foreach (NetworkRecord network in networks)
                {
                    io.Out.WriteLine(parse.GetValue(name) ? network.Name : network.Uuid?.ToString() ?? "");
                }
            }
            else
            {
                var table = new TextTable("Name", "State", "Autostart", "Persistent");
                foreach (NetworkRecord network in networks)
                {
                    table.Add(network.Name, network.IsActive ? "active" : "inactive", YesNo(network.Autostart), YesNo(network.Persistent));
                }

                io.Out.Write(table.ToString(parse.GetValue(GlobalOptions.Quiet)));
            }

            Confirmation.End(io, parse);
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
