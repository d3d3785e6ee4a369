using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>define FILE</c>: keeps a guest's XML, completed, so that it can be started by name.</summary>
internal static class DefineVerb
{
    public static Command Build(Io io)
    {
        var validate = new Option<bool>("--validate") { Description = "for virsh's sake: XML is always validated", Hidden = true };
        var command = new VerbCommand("define", "keep a guest's XML, to be started by name")
        {
            Examples = [("define server.xml", "then: start server"), ("define server.xml", "again: a changed file takes the former's place")],
        };
        FileArgument file = FileArgument.AddTo(command);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string path = file.Of(parse);
            var host = new Host(parse, io);
            Domain domain = DomainFile.Read(path, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            DomainFile.ResolveRelativePaths(domain, path);
            GuestDefinition definition = VirshWords.Or($"Failed to define domain from {path}", () => DefinitionChange.Define(host, domain));
            Confirmation.Say(io, parse, $"Domain '{definition.Name}' defined from {path}");
        });
        return command;
    }
}
