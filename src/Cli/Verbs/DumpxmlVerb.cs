using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.State;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>dumpxml GUEST|FILE</c>: the XML of a running guest, or a file's as VirshLite reads it, with <c>--complete</c> as libvirt would define it.
/// </summary>
internal static class DumpxmlVerb
{
    public static Command Build(Io io)
    {
        var complete = new Option<bool>("--complete") { Description = "fill in what the XML leaves out, as `virsh define` does" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        var inactive = new Option<bool>("--inactive") { Description = "as it is defined, for its next start" };
        var migratable = new Option<bool>("--migratable") { Description = "a running guest as another host could take it over" };
        var updateCpu = new Option<bool>("--update-cpu") { Description = "with the CPU that this host would give it" };
        var xpath = new Option<string?>("--xpath") { Description = "only what this expression chooses", HelpName = "EXPRESSION" };
        var wrap = new Option<bool>("--wrap") { Description = "what was chosen, in one element" };
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
        GuestArgument guest = GuestArgument.AddTo(command, io, "GUEST|FILE",
            "name, id or UUID of a guest, or a file (has a slash or ends in .xml; - is standard input)");
        command.Options.Add(complete);
        command.Options.Add(inactive);
        command.Options.Add(securityInfo);
        command.Options.Add(migratable);
        foreach (Option option in (Option[])[updateCpu, xpath, wrap, xml])
        {
            command.Options.Add(option);
        }

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
                if (parse.GetValue(migratable) && known.Active is not null)
                {
                    io.Out.Write(MigratableDomain.Of(host.Guests.DomainXml(known.Name), host.Settings));
                    Confirmation.End(io, parse);
                    return;
                }

                bool runs = known.Active is not null && !(known.IsPersistent && parse.GetValue(inactive));
                domain = runs ? ShownGuest.Of(host.Guests, known.Name) : GuestXml.Read(host, io, known, parse.GetValue(inactive));
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

            if (parse.GetValue(updateCpu) && known?.Active is null)
            {
                Translation.UpdateCpu(host.ContextOfExisting(domain));
            }

            bool isLive = known is { Active: not null } && !(known.IsPersistent && parse.GetValue(inactive));
            string text = DomainWriter.Write(domain, isLive, host.Settings.Rules.Knows);
            text = known is not null && parse.GetValue(migratable) ? MigratableDomain.Of(text, host.Settings) : text;
            io.Out.Write(parse.GetValue(xpath) is { } path ? XmlSelection.Of(text, path, parse.GetValue(wrap)) : text);
            if (known is not null)
            {
                Confirmation.End(io, parse);
            }
        });
        return command;
    }
}
