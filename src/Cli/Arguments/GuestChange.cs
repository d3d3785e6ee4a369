using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// What a verb changes of a guest: as it runs, as it is defined, or both. The definition is changed in memory first, then the running guest; only if that
/// worked the definition is stored (live-changes.md 1).
/// </summary>
/// <param name="what">virsh's line before the reason where it fails; null where virsh has none.</param>
internal sealed class GuestChange(ParseResult parse, Io io, AffectOptions affects, string? what)
{
    private readonly Host host = new(parse, io);

    public Host Host => host;

    /// <summary>The guest as it is now: as it runs, or as it is defined where only that is meant or it is off.</summary>
    public Domain Domain(string guest)
    {
        affects.CheckWords(parse);
        KnownGuest known = host.KnownGuests.Get(guest);
        Affected affected = Named(() => affects.Of(parse, known));
        return GuestXml.Read(host, io, known, inactive: !affected.Live);
    }

    /// <summary>Where a device is looked up that is then told as XML: the definition where it is meant too, else the guest as it is now.</summary>
    public Domain Shown(string guest)
    {
        affects.CheckWords(parse);
        KnownGuest known = host.KnownGuests.Get(guest);
        return GuestXml.Read(host, io, known, inactive: affects.IsConfig(parse) || known.Active is null);
    }

    /// <summary>Something that may be refused, in virsh's words.</summary>
    public T Named<T>(Func<T> action) => Failure.OfChange(what, action);

    /// <summary>Only a question: of the running guest, or of the definition where only that is meant or the guest is off.</summary>
    public void Ask(string guest, Func<RunningGuest, StepResults, IEnumerable<PlanStep>> live, Action<Domain> stored)
    {
        affects.CheckWords(parse);
        KnownGuest known = host.KnownGuests.Get(guest);
        Named(() =>
        {
            if (affects.Of(parse, known).Live)
            {
                host.Changing.Run(known.Name, live);
            }
            else
            {
                stored(GuestXml.Read(host, io, known, inactive: true));
            }

            return true;
        });
    }

    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="live">The running guest's change.</param>
    /// <param name="config">The same in a definition; null where there is no such thing.</param>
    public void Run(string guest, Func<RunningGuest, StepResults, IEnumerable<PlanStep>> live, Action<Domain>? config) =>
        RunOn(guest, live, config is null ? null : side => ConfigChange.Edit(side, config), silent: true);

    /// <summary>A change that is told as the XML of one device.</summary>
    public void Run(string guest, string xml, Func<RunningGuest, Device, StepResults, IEnumerable<PlanStep>> live, Func<RunningGuest, Device, Domain> config)
    {
        string? mac = null;
        RunOn(
            guest,
            (running, results) =>
            {
                Device device = Device(xml, running.Live);
                if (device is Interface nic)
                {
                    nic.Mac ??= mac;
                }

                return live(running, device, results);
            },
            side =>
            {
                Device device = Device(xml, side.RequiredConfig);
                Domain stored = config(side, device);

                // an address that was made up is the same in both
                mac = (device as Interface)?.Mac;
                return stored;
            });
    }

    /// <summary>The same where the definition comes out as a new one.</summary>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="live">The running guest's change.</param>
    /// <param name="config">The definition's; null where there is no such thing.</param>
    /// <param name="silent">Nothing is told of a changed definition.</param>
    public void RunOn(
        string guest, Func<RunningGuest, StepResults, IEnumerable<PlanStep>> live, Func<RunningGuest, Domain>? config, bool silent = false)
    {
        affects.CheckWords(parse);
        KnownGuest known = host.KnownGuests.Get(guest);
        Named(() =>
        {
            Affected affected = affects.Of(parse, known);
            string? stored = affected.Config ? DefinitionChange.Text(host, (config ?? throw NoConfig())(Side(known))) : null;
            if (affected.Live)
            {
                host.Changing.Run(known.Name, live);
            }

            if (stored is not null)
            {
                host.Definitions.Define(known.Name, known.Uuid, stored, silent: silent);
            }

            return true;
        });
    }

    private RunningGuest Side(KnownGuest known)
    {
        Domain stored = DomainFile.OfDefinition(known.Definition!, io, changed: true);
        Translator.Context.Settings settings = host.Definitions.SettingsOf(known.Definition);
        return new RunningGuest { Live = stored, Config = stored, CapabilitiesOf = host.CapabilitiesOf, Host = host.Facts(settings), Settings = settings };
    }

    private Device Device(string xml, Domain domain)
    {
        var context = new ReadingContext(new ReadingOptions { IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown), Knows = host.Settings.Rules.Knows });
        Device device = DeviceDocument.Read(xml, domain, context);
        host.Warn(context.Warnings);
        return device;
    }

    private static DomainException NoConfig() => DomainException.NotSupported("only a running guest can be changed so");
}
