using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Translator.Adapting;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>validate FILE…</c>: whether domain XML can be translated on this host, one line for each thing that is wrong. Exit code 3 where one is refused,
/// 1 where one cannot be read.
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
            bool isMissing = false;
            var results = new List<ValidatedFile>();
            foreach (string file in names)
            {
                io.InputName = null;
                (IReadOnlyList<DomainException> findings, IReadOnlyList<string> warnings) = Find(parse, host, file);
                refused += findings.Count > 0 ? 1 : 0;
                isMissing |= findings.Any(f => f.File is not null);
                results.Add(new(file, findings.Count == 0, [.. findings.Select(f => Answer(f, file))], warnings));
                if (GlobalOptions.IsJson(parse))
                {
                    continue;
                }

                Warn(parse, io, file, warnings);
                foreach (DomainException finding in findings)
                {
                    Write(io, finding, file);
                }
            }

            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new ValidateAnswer(names.Length, names.Length - refused, results), AnswerJson.Default.ValidateAnswer);
            }
            else if (!parse.GetValue(GlobalOptions.Quiet))
            {
                io.Out.WriteLine($"{names.Length - refused} of {names.Length} can be translated here");
            }

            return refused == 0 ? ExitCode.Done : isMissing ? ExitCode.Failed : ExitCode.Refused;
        });
        return command;
    }

    private static (IReadOnlyList<DomainException> Findings, IReadOnlyList<string> Warnings) Find(ParseResult parse, Host host, string file)
    {
        try
        {
            IReadOnlyList<DomainException> findings = Findings.Of(DomainFile.ReadText(file), host.Adapting(host.LibvirtSettings), host.OptionsOfNew,
                parse.GetValue(GlobalOptions.IgnoreUnknown), file is "-" ? "standard input" : file, out IReadOnlyList<string> warnings);
            return (findings, warnings);
        }
        catch (DomainException e)
        {
            return ([e], []);
        }
    }

    private static void Warn(ParseResult parse, Io io, string file, IReadOnlyList<string> warnings)
    {
        foreach (string warning in parse.GetValue(GlobalOptions.Quiet) ? [] : warnings)
        {
            io.Error.WriteLine($"{file}: warning: {warning}");
        }
    }

    private static Finding Answer(DomainException finding, string file) =>
        new(file, finding.Position.IsKnown ? finding.Position.Line : null, finding.Position.IsKnown ? finding.Position.Column : null, finding.Message);

    private static void Write(Io io, DomainException finding, string file)
    {
        string text = ErrorText.Of(finding, file);
        io.Out.WriteLine(text.StartsWith(file, StringComparison.Ordinal) ? text : file + ": " + text);
    }
}
