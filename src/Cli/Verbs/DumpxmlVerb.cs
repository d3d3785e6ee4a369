using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Definitions;
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
        var inactive = new Option<bool>("--inactive") { Description = "as it is defined, for its next start" };
        var xml = new Option<string?>("--xml") { Description = "a file, whatever its name looks like", HelpName = "FILE" };
        var command = new VerbCommand("dumpxml", "show a guest's XML, or a file's in libvirt's form")
        {
            Examples =
            [
                ("dumpxml server", "a guest as it runs, or as it is defined"),
                ("dumpxml server --inactive", "as its next start will have it"),
                ("dumpxml server.xml", "a file, in libvirt's order and layout"),
                ("dumpxml server.xml --complete", "with defaults, implied devices and addresses filled in"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io, "GUEST|FILE", "name, id or UUID of a guest, or a file (has a slash or ends in .xml; - is standard input)");
        command.Options.Add(complete);
        command.Options.Add(inactive);
        command.Options.Add(securityInfo);
        command.Options.Add(xml);
        command.SetAction(parse =>
        {
            string? file = parse.GetValue(xml);
            string what = file ?? guest.Of(parse);
            var host = new Host(parse, io);
            KnownGuest? known = null;
            Domain domain;
            if (file is not null || DomainFile.LooksLikeOne(what))
            {
                domain = DomainFile.Read(what, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            }
            else
            {
                known = host.KnownGuests.Get(what);
                domain = GuestXml.Read(host, io, known, parse.GetValue(inactive));
            }

            if (parse.GetValue(complete))
            {
                TranslationContext context = host.Context(domain, host.LibvirtSettings);
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
            io.Out.Write(known?.Active is { } active && !(known.IsPersistent && parse.GetValue(inactive)) ? WithId(text, active.Id) : text);
            if (known is not null)
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
