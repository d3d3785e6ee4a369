using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>domxml-to-native qemu-argv FILE</c>: the command line that libvirt would start the guest with. Nothing is opened. virsh's <c>--format qemu-argv</c>,
/// <c>--xml FILE</c> and <c>--domain NAME</c> are understood.
/// </summary>
internal static class DomxmlToNativeVerb
{
    private const string Native = "qemu-argv";

    public static Command Build(Io io)
    {
        var type = new Argument<string?>("qemu-argv") { Description = "the only native format there is", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE") { Description = "the domain XML; - is standard input", Arity = ArgumentArity.ZeroOrOne };
        var xml = new Option<string?>("--xml") { Description = "the domain XML, as virsh has it", HelpName = "FILE" };
        var guest = new Option<string?>("--domain") { Description = "a running guest instead of a file", HelpName = "GUEST" };
        var format = new Option<string[]>("--format")
        {
            Description = "argv: one line, as virsh; shell: an option a line, as libvirt's logs; json: for programs",
            HelpName = "argv|shell|json",
        };
        var syntax = new Option<string?>("--syntax")
        {
            Description = "auto: as libvirt writes for this QEMU; json; classic: key=value throughout",
            HelpName = "auto|json|classic"
        };
        var asStarted = new Option<bool>("--as-started")
        {
            Description =
            "with VirshLite's directories, the guest's number and descriptors, as `start` would use them"
        };
        var asVirsh = new Option<bool>("--as-virsh")
        {
            Description =
            "as virsh prints it, which opens and runs nothing: interfaces reduced to bare taps, character devices without fd sets"
        };
        type.CompletionSources.Add(Native);
        format.CompletionSources.Add(CommandFormat.Names);
        syntax.CompletionSources.Add("auto", "json", "classic");
        var command = new VerbCommand("domxml-to-native", "show the QEMU command line of a domain")
        {
            Examples =
            [
                ("domxml-to-native qemu-argv server.xml", "what libvirt would run"),
                ("domxml-to-native qemu-argv --xml server.xml", "the same in virsh's words"),
                ("domxml-to-native qemu-argv server.xml --format shell > server.args", "to be kept and compared: virshlite diff server.xml server.args"),
                ("domxml-to-native qemu-argv server.xml --syntax classic", "-device VGA,id=video0 instead of JSON"),
                ("domxml-to-native qemu-argv --domain server --as-started", "what a running guest was started with"),
            ],
        };
        command.Arguments.Add(type);
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[xml, guest, format, syntax, asStarted, asVirsh])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            List<string> formats = [.. parse.GetValue(format) ?? []];
            bool named = formats.Remove(Native);
            List<string> positional = [.. ((string?[])[parse.GetValue(type), parse.GetValue(file)]).OfType<string>()];
            if (!named && (positional.Count == 0 || positional[0] != Native))
            {
                throw new UsageException(positional.Count == 0
                    ? $"command 'domxml-to-native' requires <{Native}>" : $"unsupported config type {positional[0]}; '{Native}' would be right");
            }

            positional.RemoveRange(0, named ? 0 : 1);
            string form = formats.Count > 0 ? formats[^1] : GlobalOptions.IsJson(parse) ? "json" : "argv";
            if (formats.Count > 1 || positional.Count > 1 || Array.IndexOf(CommandFormat.Names, form) < 0)
            {
                throw new UsageException(positional.Count > 1 ? "only one FILE can be translated" : $"--format takes argv, shell or json, not '{form}'");
            }

            var host = new Host(parse, io);
            LaunchPlan plan = Plan(
                host, io, parse, Input(parse.GetValue(xml) ?? positional.FirstOrDefault(), parse.GetValue(guest)), parse.GetValue(asStarted),
                    parse.GetValue(asVirsh) || io.IsVirsh);
            IFdNumbering numbering = parse.GetValue(asStarted) ? new DenseNumbering(plan) : new PreviewNumbering(plan);
            string text = CommandFormat.Text(plan, numbering, CommandFormat.Syntax(parse.GetValue(syntax)), form);
            if (io.Json is { } answer && form == "json")
            {
                answer.Give(text.TrimEnd());
            }
            else
            {
                io.Out.Write(text);
            }

            host.Warn(plan.Warnings);
        });
        return command;
    }

    private static (string? File, string? Guest) Input(string? file, string? guest) => (file, guest) switch
    {
        (null, null) => throw new UsageException("need either domain or domain XML"),
        ({ }, { }) => throw new UsageException("either a FILE or --domain, not both"),
        _ => (file, guest),
    };

    private static LaunchPlan Plan(Host host, Io io, ParseResult parse, (string? File, string? Guest) input, bool asStarted, bool asVirsh)
    {
        Domain domain;
        GuestRecord? record = null;
        GuestDefinition? definition = null;
        if (input.Guest is { } guest)
        {
            KnownGuest known = host.KnownGuests.Get(guest);
            record = known.Active;
            definition = record is null ? known.Definition : null;
            domain = GuestXml.Read(host, io, known, inactive: false);
        }
        else
        {
            domain = DomainFile.Read(input.File!, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
        }

        if (!asStarted)
        {
            TranslationContext context = host.Context(domain, host.LibvirtSettings, new TranslationOptions { VirshPreview = asVirsh },
                isDefined: definition is not null);
            return CommandPlan.Of(context, asVirsh ? VirshInterfaces.Reduce : null);
        }

        if (input.File is { } file)
        {
            DomainFile.ResolveRelativePaths(domain, file);
            record = host.Guests.Find(domain.Name);
            if (record is not null)
            {
                DomainFile.TakeIdentityOf(record, domain);
            }
        }

        int id = record?.Id ?? host.Guests.Store.PeekNextId();
        Settings settings = host.Definitions.SettingsOf(definition ?? host.Definitions.Named(domain.Name));
        return CommandPlan.Of(host.Context(domain, settings, new TranslationOptions { GuestId = id, ForStart = true }, isDefined: definition is not null));
    }
}
