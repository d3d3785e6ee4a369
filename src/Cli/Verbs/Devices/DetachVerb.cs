using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary>
/// What <c>detach-disk</c> and <c>detach-interface</c> have in common: the device is looked up and taken out as its XML (live-changes.md 5.2, 5.4).
/// </summary>
internal sealed class DetachVerb
{
    private readonly Option<bool> printXml = new("--print-xml") { Description = "show the device instead of taking it out" };
    private readonly AffectOptions affects;

    private DetachVerb(AffectOptions affects) => this.affects = affects;

    public static DetachVerb AddTo(Command command)
    {
        var verb = new DetachVerb(AffectOptions.AddTo(command, meansLive: true, hasPersistent: true));
        command.Options.Add(verb.printXml);
        return verb;
    }

    /// <param name="parse">The command line.</param>
    /// <param name="io">Where it prints.</param>
    /// <param name="guest">The guest.</param>
    /// <param name="what">Disk or Interface.</param>
    /// <param name="failure">virsh's line where the change fails.</param>
    /// <param name="find">The device as XML; refuses where there is none.</param>
    public void Run(ParseResult parse, Io io, string guest, string what, string failure, Func<Domain, string> find)
    {
        var change = new GuestChange(parse, io, affects, failure);
        string xml = find(change.Shown(guest));
        if (parse.GetValue(printXml))
        {
            Confirmation.Show(io, parse, xml);
            return;
        }

        change.Run(guest, xml, (running, device, results) =>
            DeviceDetach.Live(running, DeviceMatch.Find(running.Live, device, live: true), results), ConfigChange.Detach);
        Confirmation.Say(io, parse, what + " detached successfully");
    }
}
