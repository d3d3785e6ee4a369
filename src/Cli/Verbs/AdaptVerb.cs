using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Native;
using VirshLite.Translator.Adapting;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Cli.Verbs;

/// <summary><c>adapt FILE</c>: domain XML of another host or another time becomes XML that starts here; each change is explained.</summary>
internal static class AdaptVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "domain XML; - is standard input" };
        var bridge = new Option<string?>("--bridge") { Description = "interfaces whose network is not here go to this bridge", HelpName = "BRIDGE" };
        var paths = new Option<string[]>("--path")
        {
            Description = "paths that begin with OLD begin with NEW here (may be repeated)",
            HelpName = "OLD=NEW",
            AllowMultipleArgumentsPerToken = false,
        };
        var target = new Option<string?>("-o", "--file") { Description = "write the XML to FILE instead of standard output", HelpName = "FILE" };
        var command = new VerbCommand("adapt", "make domain XML of another host, or an old one, start here; every change is explained")
        {
            Examples =
            [
                ("adapt from-the-forum.xml -o mine.xml", "emulator, machine type, firmware, CPU, networks, devices"),
                ("adapt server.xml --bridge br0 --path /data=/srv/images", "where its disks and its network are here"),
                ("adapt server.xml --host other.json", "for a host that was recorded by `qemu-capabilities --record`"),
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(bridge);
        command.Options.Add(paths);
        command.Options.Add(target);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string input = parse.GetValue(file)!;
            string name = input is "-" ? "standard input" : input;
            io.InputName = name;
            var options = new AdaptingOptions
            {
                Bridge = parse.GetValue(bridge),
                Paths = [.. (parse.GetValue(paths) ?? []).Select(Pair)],
                FileName = name,
            };
            Adaptation adapted = Adapter.Adapt(DomainFile.ReadText(input), host.Adapting(host.LibvirtSettings), options);
            Write(parse, io, adapted, name, parse.GetValue(target));
            return adapted.Refusal is null ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static void Write(ParseResult parse, Io io, Adaptation adapted, string name, string? target)
    {
        if (target is not null and not "-")
        {
            ReplacedFile.Write(target, adapted.Xml);
        }

        if (GlobalOptions.IsJson(parse))
        {
            var answer = new AdaptAnswer(target is null ? adapted.Xml : null, adapted.Changes, adapted.Notes, adapted.Refusal?.Message);
            JsonText.Write(io, answer, AnswerJson.Default.AdaptAnswer);
            return;
        }

        if (target is null or "-")
        {
            io.Out.Write(adapted.Xml);
            io.Out.Write(adapted.Xml.EndsWith('\n') ? "" : "\n");
        }

        if (!parse.GetValue(GlobalOptions.Quiet))
        {
            foreach (AdaptedPlace change in adapted.Changes)
            {
                io.Error.WriteLine($"{name}:{change.Line}: <{change.Element}>: {change.Text}");
            }
        }

        foreach (AdaptedPlace note in adapted.Notes)
        {
            io.Error.WriteLine($"{name}:{note.Line}: warning: <{note.Element}>: {note.Text}");
        }

        if (adapted.Refusal is { } refusal)
        {
            io.Error.WriteLine($"{name}: error: the adapted XML still does not start here: {refusal.Message}");
        }
    }

    private static (string Old, string New) Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } old, var now] ? (old, now)
        : throw new UsageException($"--path takes OLD=NEW, not '{text}'");
}
