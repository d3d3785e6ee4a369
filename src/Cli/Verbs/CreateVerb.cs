using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>create FILE</c>: domain XML to a running guest that is not defined: nothing stays of it when it ends.</summary>
internal static class CreateVerb
{
    public static Command Build(Io io)
    {
        var validate = new Option<bool>("--validate") { Description = "for virsh's sake: XML is always validated", Hidden = true };
        var command = new VerbCommand("create", "start a guest from domain XML without defining it")
        {
            Examples = [("create server.xml", ""), ("create server.xml --paused", "it waits for `resume`")],
        };
        FileArgument file = FileArgument.AddTo(command);
        command.Options.Add(validate);
        var starter = new GuestStarter(command, io, ofDefinitions: false);
        command.SetAction(parse =>
        {
            string path = file.Of(parse);
            var host = new Host(parse, io);
            return starter.Run(
                parse, host, () => DomainFile.ForStart(path, io, parse, host.Settings.Rules), canReadAgain: path != "-", null, "create", d =>
                    $"Domain '{d.Name}' created from {path}", file: path);
        });
        return command;
    }
}
