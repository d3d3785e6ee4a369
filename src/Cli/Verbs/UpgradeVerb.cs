using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Comparing;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>upgrade FILE… --from V --to V</c>: what changes for guests when the host's libvirt, and QEMU, become newer: the definition as the old one keeps it is
/// read by the new one.
/// Exit code 1: a guest would see other hardware; 3: none would, but one would not start any more.
/// </summary>
internal static class UpgradeVerb
{
    public static Command Build(Io io)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "domain XML, as `virsh dumpxml --inactive --security-info` shows it or as it was written",
            Arity = ArgumentArity.OneOrMore
        };
        var from = new Option<string>("--from") { Description = "the libvirt that the guests run under, 9.0 to 12.8", Required = true, HelpName = "VERSION" };
        var to = new Option<string>("--to") { Description = "the libvirt that they will run under", Required = true, HelpName = "VERSION" };
        var qemuFrom = new Option<string?>("--qemu-from")
        {
            Description =
            "the QEMU that the guests run on (default: the one that the XML names, or this host's)",
            HelpName = "BINARY"
        };
        var qemuTo = new Option<string?>("--qemu-to") { Description = "the QEMU that they will run on (default: the same)", HelpName = "BINARY" };
        var brief = new Option<bool>("--brief") { Description = "one line a guest" };
        var command = new VerbCommand("upgrade", "tell what a newer libvirt and QEMU would change for guests, before the host is upgraded")
        {
            Examples =
            [
                ("upgrade server.xml --from 9.0 --to 12.8", "arguments, XML and refused words; what the guest would see is marked with !"),
                ("upgrade /etc/libvirt/qemu/*.xml --from 9.0 --to 11.3 --brief", "every guest of a Debian 12 before it becomes a Debian 13"),
                ("upgrade server.xml --from 11.3 --to 12.8 --qemu-from /usr/bin/qemu-system-x86_64 --qemu-to /opt/qemu/bin/qemu-system-x86_64",
                    "with another QEMU too"),
            ],
        };
        command.Arguments.Add(files);
        command.Options.Add(from);
        command.Options.Add(to);
        command.Options.Add(qemuFrom);
        command.Options.Add(qemuTo);
        command.Options.Add(brief);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            var old = new Upgraded(host, io, Compatibility.Of(parse.GetValue(from)!), parse.GetValue(qemuFrom));
            var young = new Upgraded(host, io, Compatibility.Of(parse.GetValue(to)!), parse.GetValue(qemuTo) ?? parse.GetValue(qemuFrom));
            bool ignoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown);
            List<UpgradeAnswer> answers = [];
            foreach (string file in parse.GetValue(files)!)
            {
                UpgradeAnswer answer = Compare(file, old, young, ignoreUnknown);
                answers.Add(answer);
                if (!GlobalOptions.IsJson(parse))
                {
                    Write(io, answer, parse.GetValue(brief));
                }
            }

            io.InputName = null;
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, [.. answers], AnswerJson.Default.UpgradeAnswerArray);
            }

            return answers.Exists(a => a.GuestSees) ? ExitCode.Failed : answers.Exists(a => a.Refused is not null) ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static UpgradeAnswer Compare(string file, Upgraded old, Upgraded young, bool ignoreUnknown)
    {
        Side before;
        try
        {
            before = old.Translate(DomainFile.ReadText(file), file, ignoreUnknown, isDefined: false);
        }
        catch (DomainException e) when (e.File is null)
        {
            return new(file, false, $"libvirt {old.Rules.Version} refuses it already: {ErrorText.Of(e, file)}", [], []);
        }

        Side after;
        try
        {
            after = young.Translate(before.Xml, file, ignoreUnknown, isDefined: true);
        }
        catch (DomainException e)
        {
            return new(file, false, $"libvirt {young.Rules.Version} refuses it: {e.Message}", [], []);
        }

        List<CommandDifference> differences = CommandComparer.Compare(before.Command, after.Command);
        return new(
            file,
            differences.Exists(GuestVisible.Sees),
            null,
            [.. differences.Select(d => new UpgradeDifference(GuestVisible.Sees(d), DifferenceText.Answer(d)))],
            [.. StrictDifferenceText.ChangedLines(before.Xml, after.Xml)]);
    }

    private static void Write(Io io, UpgradeAnswer answer, bool brief)
    {
        string verdict = answer.Refused ?? (answer.GuestSees ? "the guest would see other hardware"
            : answer.Arguments.Count + answer.Xml.Count == 0 ? "nothing changes" : "the guest would see no difference");
        io.Out.WriteLine(verdict.StartsWith(answer.File, StringComparison.Ordinal) ? verdict : $"{answer.File}: {verdict}");
        if (brief)
        {
            return;
        }

        var colours = new Colours(io);
        foreach (UpgradeDifference difference in answer.Arguments)
        {
            DifferenceText.Write(colours, difference.Difference, difference.GuestSees ? "! " : "  ");
        }

        foreach (string line in answer.Xml)
        {
            colours.Line("  xml " + line, line[0] == '-' ? "red" : "green");
        }
    }

    private sealed record Side(string Xml, ParsedCommand Command);

    /// <summary>One of the two hosts.</summary>
    private sealed record Upgraded(Host Host, Io Io, Compatibility Rules, string? Emulator)
    {
        public Side Translate(string text, string file, bool ignoreUnknown, bool isDefined)
        {
            Domain domain = DomainFile.Parse(text, file, Io, ignoreUnknown, Rules);
            domain.Emulator = Emulator ?? domain.Emulator;
            Settings settings = Host.Configuration.LibvirtSettings with { Rules = Rules };
            string xml = "";
            LaunchPlan plan = CommandPlan.Of(Host.Context(domain, settings, isDefined: isDefined), completed =>
                xml = DomainWriter.Write(completed, knows: Rules.Knows));
            return new(xml, new(plan.Environment, plan.Binary, PlanRenderer.Arguments(plan, new PreviewNumbering(plan))));
        }
    }
}
