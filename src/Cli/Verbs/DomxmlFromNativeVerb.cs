using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.FromNative;
using VirshLite.Translator.FromNative.Lines;
using VirshLite.Translator.Parsing;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domxml-from-native qemu-argv FILE|-|--pid PID</c>: domain XML for a QEMU command line. virsh had this verb until libvirt 5.5.</summary>
internal static class DomxmlFromNativeVerb
{
    private const string Native = "qemu-argv";

    public static Command Build(Io io)
    {
        var type = new Argument<string?>("qemu-argv") { Description = "the only native format there is", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE")
        {
            Description = "a command line in any form in which people keep them; - is standard input",
            Arity = ArgumentArity.ZeroOrOne
        };
        var config = new Option<string?>("--config-file") { Description = "the command line, as virsh has it", HelpName = "FILE", Aliases = { "--config" } };
        var pid = new Option<int?>("--pid") { Description = "a running QEMU instead of a file", HelpName = "PID" };
        var modern = new Option<bool>("--modern")
        {
            Description =
            "write today's hardware where the line has the old one: q35, virtio, a bridge instead of a script"
        };
        var guest = new Option<string?>("--guest") { Description = "which guest, where the text has several command lines", HelpName = "NAME" };
        type.CompletionSources.Add(Native);
        var command = new VerbCommand("domxml-from-native", "make domain XML of a QEMU command line")
        {
            Examples =
            [
                ("domxml-from-native qemu-argv start.sh > guest.xml", "from the script that has started it so far"),
                ("domxml-from-native qemu-argv --pid 4711", "of a QEMU that runs"),
                ("domxml-from-native qemu-argv line.txt --modern", "with virtio, q35 and bridges"),
            ],
        };
        command.Arguments.Add(type);
        command.Arguments.Add(file);
        command.Options.Add(config);
        command.Options.Add(pid);
        command.Options.Add(modern);
        command.Options.Add(guest);
        command.SetAction(parse =>
        {
            if (parse.GetValue(type) != Native)
            {
                throw new UsageException(parse.GetValue(type) is { } other
                    ? $"unsupported config type {other}; '{Native}' would be right" : $"command 'domxml-from-native' requires <{Native}>");
            }

            string? input = parse.GetValue(config) ?? parse.GetValue(file);
            int? process = parse.GetValue(pid);
            if (input is null == process is null)
            {
                throw new UsageException(input is null ? "either a FILE or --pid is needed" : "either a FILE or --pid, not both");
            }

            io.InputName = input;
            string text = process is { } id ? ComparedCommand.ReadProcess($"/proc/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}/cmdline")
                : DomainFile.ReadText(input!);
            var host = new Host(parse, io);
            NativeDomain domain = NativeReader.Read(
                ParsedCommand.Parse(text, parse.GetValue(guest)),
                host.Facts(host.Settings),
                new NativeOptions { Modern = parse.GetValue(modern), BridgeOfScript = parse.GetValue(modern) ? BridgeOfScript : null });
            io.InputName = null;
            io.Out.Write(DomainWriter.Write(DomainReader.Read(domain.Xml, new ReadingOptions { FileName = "the XML made of the command line" })));
            host.Warn(domain.Warnings);
        });
        return command;
    }

    private static string? BridgeOfScript(string path)
    {
        try
        {
            return IfupScript.BridgeOf(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
