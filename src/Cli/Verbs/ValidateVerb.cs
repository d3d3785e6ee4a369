using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Translator.Adapting;

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
                IReadOnlyList<DomainException> findings = Find(parse, host, io, file);
                refused += findings.Count > 0 ? 1 : 0;
                foreach (DomainException finding in findings)
                {
                    Write(io, finding, file);
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

    private static IReadOnlyList<DomainException> Find(ParseResult parse, Host host, Io io, string file)
    {
        try
        {
            IReadOnlyList<DomainException> findings = Findings.Of(DomainFile.ReadText(file), host.Adapting(host.LibvirtSettings), host.OptionsOfNew,
                parse.GetValue(GlobalOptions.IgnoreUnknown), file is "-" ? "standard input" : file, out IReadOnlyList<string> warnings);
            if (!parse.GetValue(GlobalOptions.Quiet))
            {
                foreach (string warning in warnings)
                {
                    io.Error.WriteLine($"{file}: warning: {warning}");
                }
            }

            return findings;
        }
        catch (DomainException e)
        {
            return [e];
        }
    }

    private static void Write(Io io, DomainException finding, string file)
    {
        string text = ErrorText.Of(finding, file);
        io.Out.WriteLine(text.StartsWith(file, StringComparison.Ordinal) ? text : file + ": " + text);
    }
}
