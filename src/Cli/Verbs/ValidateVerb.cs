using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>validate FILE…</c>: whether domain XML can be translated on this host, one line for each thing that is wrong. Exit code 3 where one is refused.
/// </summary>
internal static class ValidateVerb
{
    public static Command Build(Io io)
    {
        var files = new Argument<string[]>("FILE") { Description = "domain XML; - is standard input", Arity = ArgumentArity.OneOrMore };
        var command = new VerbCommand("validate", "check that domain XML can be translated here, without starting anything")
        {
            Examples = [("validate server.xml", ""), ("validate guests/one.xml guests/two.xml", "many at once: a line for each that is refused, and why")],
        };
        command.Arguments.Add(files);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string[] names = parse.GetValue(files)!;
            int refused = 0;
            foreach (string file in names)
            {
                io.InputName = null;
                try
                {
                    Domain domain = DomainFile.ReadAll(file, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules,
                        out List<DomainException> findings);
                    if (findings.Count > 0)
                    {
                        refused++;
                        foreach (DomainException finding in findings.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column))
                        {
                            Write(io, finding, file);
                        }

                        continue;
                    }

                    LaunchPlan plan = CommandPlan.Of(host.Context(domain, host.LibvirtSettings));
                    PlanRenderer.Arguments(plan, new PreviewNumbering(plan));
                }
                catch (DomainException e)
                {
                    refused++;
                    Write(io, e, file);
                }
            }

            if (!parse.GetValue(GlobalOptions.Quiet))
            {
                io.Out.WriteLine($"{names.Length - refused} of {names.Length} can be translated here");
            }

            return refused == 0 ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static void Write(Io io, DomainException finding, string file)
    {
        string text = ErrorText.Of(finding, file);
        io.Out.WriteLine(text.StartsWith(file, StringComparison.Ordinal) ? text : file + ": " + text);
    }
}
