using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Guests;
using VirshLite.Translator;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Verbs;

/// <summary><c>dumpxml GUEST|FILE</c>: the XML of a running guest, or a file's as VirshLite reads it, with <c>--complete</c> as libvirt would define it.</summary>
internal static class DumpxmlVerb
{
    public static Command Build(Io io)
    {
        var complete = new Option<bool>("--complete") { Description = "fill in what the XML leaves out, as `virsh define` does" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        var xml = new Option<string?>("--xml") { Description = "a file, whatever its name looks like", HelpName = "FILE" };
        var command = new VerbCommand("dumpxml", "show a guest's XML, or a file's in libvirt's form")
        {
            Examples =
            [
                ("dumpxml server", "a running guest"),
                ("dumpxml server.xml", "a file, in libvirt's order and layout"),
                ("dumpxml server.xml --complete", "with defaults, implied devices and addresses filled in"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io, "GUEST|FILE", "a running guest, or a file (has a slash or ends in .xml; - is standard input)");
        command.Options.Add(complete);
        command.Options.Add(securityInfo);
        command.Options.Add(xml);
        command.SetAction(parse =>
        {
            string? file = parse.GetValue(xml);
            string what = file ?? guest.Of(parse);
            var host = new Host(parse, io);
            GuestRecord? record = null;
            Domain domain;
            if (file is not null || DomainFile.LooksLikeOne(what))
            {
                domain = DomainFile.Read(what, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            }
            else
            {
                record = host.Guests.Get(what);
                domain = DomainFile.Parse(host.Guests.DomainXml(what), record.Name, io, ignoreUnknown: true, rules: null);
            }

            if (parse.GetValue(complete))
            {
                TranslationContext context = host.Context(domain, host.Configuration.LibvirtSettings);
                Translation.Complete(context);
                host.Warn(context.Warnings);
            }

            if (!parse.GetValue(securityInfo))
            {
                foreach (Graphics graphics in domain.Graphics)
                {
                    if (((graphics as VncGraphics)?.Auth ?? (graphics as SpiceGraphics)?.Auth) is { } auth)
                    {
                        auth.Password = null;
                    }
                }
            }

            string text = DomainWriter.Write(domain, knows: host.Settings.Rules.Knows);
            io.Out.Write(record is null ? text : WithId(text, record.Id));
            if (record is not null)
            {
                Confirmation.End(io, parse);
            }
        });
        return command;
    }

    private static string WithId(string text, int id)
    {
        int end = text.IndexOf('\'', text.IndexOf('\'') + 1) + 1;
        return text.Insert(end, string.Create(CultureInfo.InvariantCulture, $" id='{id}'"));
    }
}
