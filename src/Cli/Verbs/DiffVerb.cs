using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Comparing;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary><c>diff A B</c>: what differs between two command lines, wherever they come from. Exit code 0: nothing, 1: something.</summary>
internal static class DiffVerb
{
    public static Command Build(Io io)
    {
        const string Sides = "domain XML, a saved command line, a libvirt log (its last start), a running guest, or a guest of libvirt that has a log";
        var left = new Argument<string>("A") { Description = Sides };
        var right = new Argument<string>("B") { Description = "the same" };
        var all = new Option<bool>("--all") { Description = "also what differs from start to start: descriptor and guest numbers, the caller's environment" };
        var strict = new Option<bool>("--strict") { Description = "compare as text: the order counts, and how options are written" };
        var brief = new Option<bool>("--brief") { Description = "only the exit code" };
        var guest = new Option<string?>("--guest") { Description = "which guest, where a text has several command lines", HelpName = "NAME" };
        var noHostChecks = new Option<bool>("--no-host-checks")
        {
            Description =
            "the XML is of another host: its CPU features and NUMA nodes are not looked for here"
        };
        var command = new VerbCommand("diff", "compare two command lines option by option, property by property")
        {
            Examples =
            [
                ("diff old.xml new.xml", "what an edit of the XML means for QEMU"),
                ("diff server.xml server", "whether the running guest is what its XML says now"),
                ("diff server.xml ps.txt --guest server", "against a line out of `ps -ef`, a mail, a script"),
                ("diff server.xml server.args", "against a kept command line: a snapshot test"),
                ("diff server.xml /var/log/libvirt/qemu/server.log", "against what libvirt started last"),
            ],
        };
        command.Arguments.Add(left);
        command.Arguments.Add(right);
        command.Options.Add(all);
        command.Options.Add(strict);
        command.Options.Add(brief);
        command.Options.Add(noHostChecks);
        command.Options.Add(guest);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            bool ignoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown);
            ComparedCommand a = ComparedCommand.Find(host, io, parse.GetValue(left)!, ignoreUnknown, parse.GetValue(guest));
            ComparedCommand b = ComparedCommand.Find(host, io, parse.GetValue(right)!, ignoreUnknown, parse.GetValue(guest));
            a.NoHostChecks = b.NoHostChecks = parse.GetValue(noHostChecks);
            a.FollowsItsLog = b.FollowsItsLog = parse.GetValue(GlobalOptions.Rules) is null;
            ParsedCommand one = a.Command(host, io, b);
            ParsedCommand other = b.Command(host, io, a);
            io.InputName = null;
            if (a.FollowsItsLog && a.IsCommand != b.IsCommand && (a.LibvirtVersion ?? b.LibvirtVersion) is { } version && Compatibility.Covers(version)
                && !parse.GetValue(brief))
            {
                io.Error.WriteLine($"rules of libvirt {version}, as the log says; --rules VERSION for others");
            }

            if (parse.GetValue(strict))
            {
                return StrictDifferenceText.Write(parse.GetValue(brief) ? new Io(TextWriter.Null, io.Error) : io, a.Name, b.Name, Text(one), Text(other))
                    ? ExitCode.Done : ExitCode.Failed;
            }

            a.Generated.UnionWith(b.Generated);
            List<CommandDifference> differences = CommandComparer.Compare(one, other,
                new ComparingOptions
                {
                    PerRunValues = parse.GetValue(all),
                    Generated = a.Generated,
                    DrawnIdentities = a.IsCommand && b.IsCommand
                && !parse.GetValue(all)
                });
            if (GlobalOptions.IsJson(parse))
            {
                DifferenceText.WriteJson(io, differences);
            }
            else if (differences.Count > 0 && !parse.GetValue(brief))
            {
                DifferenceText.Write(io, a.Name, b.Name, differences);
            }

            return differences.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Text(ParsedCommand command) => CommandText.Lines(command.Environment, command.Binary, command.Arguments);
}
