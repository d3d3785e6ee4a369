using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Translator.Networks;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-update NETWORK COMMAND SECTION XML</c>: changes a part of a network, of a running one too.</summary>
internal static class NetUpdateVerb
{
    public static Command Build(Io io)
    {
        var order = new Argument<string>("COMMAND") { Description = "add-first, add-last (add), delete or modify" };
        var section = new Argument<string>("SECTION") { Description = string.Join(", ", NetworkSection.Names.All) };
        var xml = new Argument<string>("XML") { Description = "the element, or a file that holds it" };
        var parent = new Option<int>("--parent-index")
        {
            Description = "which <ip>, from 0; the one with DHCP where none is named",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => -1
        };
        var config = new Option<bool>("--config") { Description = "the definition" };
        var live = new Option<bool>("--live") { Description = "the running network" };
        var current = new Option<bool>("--current") { Description = "the running network, or the definition where it is not active (as without it)" };
        var command = new VerbCommand("net-update", "change a part of a network")
        {
            Examples =
            [
                ("net-update lab add ip-dhcp-host \"<host mac='52:54:00:00:00:05' name='five' ip='10.0.0.5'/>\" --live --config", "for good and at once"),
                ("net-update lab delete dns-txt \"<txt name='motto'/>\"", ""),
            ],
        };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true, arity: ArgumentArity.ExactlyOne);
        foreach (Argument argument in (Argument[])[order, section, xml])
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in (Option[])[parent, config, live, current])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            NetworkUpdateCommand read = parse.GetValue(order) switch
            {
                "add" or "add-last" => NetworkUpdateCommand.AddLast,
                "add-first" => NetworkUpdateCommand.AddFirst,
                "delete" => NetworkUpdateCommand.Delete,
                "modify" => NetworkUpdateCommand.Modify,
                var word => throw new UsageException($"unrecognized command name '{word}'"),
            };
            if (!NetworkSection.Names.TryParse(parse.GetValue(section)!, out NetworkSection part))
            {
                throw new UsageException($"unrecognized section name '{parse.GetValue(section)}'");
            }

            string element = parse.GetValue(xml)!;
            element = element.TrimStart().StartsWith('<') ? element : VirshFailure.ReadFile(element);
            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(what);
            bool isLive = parse.GetValue(live);
            bool isConfig = parse.GetValue(config);
            if (parse.GetValue(current) && (isLive || isConfig))
            {
                throw new UsageException($"Options --current and --{(isLive ? "live" : "config")} are mutually exclusive");
            }

            if (!isLive && !isConfig)
            {
                (isLive, isConfig) = (record.IsActive, !record.IsActive);
            }

            VirshFailure.With("Failed to update network " + what, () =>
                networks.Update(record, new NetworkUpdate(read, part, element, parse.GetValue(parent)), isLive, isConfig));
            if (!parse.GetValue(GlobalOptions.Quiet))
            {
                io.Out.WriteLine(
                    $"Updated network {what} {(isConfig && isLive ? "persistent config and live state" : isConfig ? "persistent config" : "live state")}");
            }
        });
        return command;
    }
}
