using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Takes a guest from another host: <c>migrate-receive</c>, which speaks with that host's <c>migrate</c> over its standard input and output. If that side falls
/// silent before it has said that all has moved, nothing is left here.
/// </summary>
public sealed class GuestArriving(StateHost host, TextReader input, TextWriter output)
{
    private readonly List<string> made = [];
    private bool mayRun;

    /// <summary>True: the guest is here.</summary>
    public bool Receive(ArrivalOptions options)
    {
        try
        {
            MigrationMessage offer = Next("offer");
            if (offer.Offline)
            {
                Define(offer);
            }
            else
            {
                GuestRecord record = Start(offer, options);
                if (offer.Definition is { } definition)
                {
                    host.Definitions.Define(record.Name, record.Uuid, definition);
                }
            }

            Say(new MigrationMessage { Phase = "done" });
            return true;
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException or TimeoutException or UnauthorizedAccessException)
        {
            made.ForEach(Files.Delete);
            Say(new MigrationMessage { Phase = "failed", Error = e.Message, MayHaveRun = mayRun });
            return false;
        }
    }

    private GuestRecord Start(MigrationMessage offer, ArrivalOptions options)
    {
        byte[] bytes = offer.Guest ?? throw new GuestException("internal error: an offer without a guest");
        var header = SaveImageHeader.Parse(bytes.AsSpan()[..Math.Min(SaveImageHeader.Length, bytes.Length)]);
        var image = SaveImage.Parse(header, bytes[SaveImageHeader.Length..]);
        Domain domain = DomainReader.Read(image.Xml, new ReadingOptions { FileName = "definition of the arriving guest" });
        domain = DefinitionHook.Ask(host.Guests.Store.Settings, "migrate", domain, d => Translation.Complete(options.ContextOf(d, new TranslationOptions())));
        if (host.Guests.Find(domain.Name) is not null)
        {
            throw new GuestException($"Requested operation is not valid: domain is already active as '{domain.Name}'");
        }

        if (domain.Uuid is { } uuid)
        {
            host.Definitions.CheckIsFree(domain.Name, uuid);
        }

        using GuestStart start = host.Guests.BeginStart(domain.Name);
        TranslationContext context = options.ContextOf(domain,
            new TranslationOptions { GuestId = start.Id, ForStart = true, IncomingUri = RestorePlan.IncomingUri });
        MakeDisks(offer, domain);
        (LaunchPlan plan, Cpu? defined) = GuestRestoring.PlanOf(image, domain, context, isOfThePast: false);
        return GuestLauncher.Run(start, plan, options.StartOptionsOf(context) with
        {
            Paused = !offer.Runs,
            RunningReason = "migrated",
            PausedReason = "migrating",
            DefinedCpu = defined,
            Arrival = monitor => Arrive(monitor, offer, plan, context),
        });
    }

    /// <summary>A guest that is off comes: it is defined here from now on.</summary>
    private void Define(MigrationMessage offer)
    {
        string text = offer.Definition ?? throw new GuestException("internal error: an offer without a guest");
        Domain domain = DomainReader.Read(text, new ReadingOptions { FileName = "definition of the arriving guest", IgnoreUnknown = true });
        Guid uuid = domain.Uuid ?? throw new GuestException("internal error: a definition without a UUID");
        if (host.Guests.Find(domain.Name) is not null)
        {
            throw new GuestException($"Requested operation is not valid: domain is already active as '{domain.Name}'");
        }

        host.Definitions.CheckIsFree(domain.Name, uuid);
        host.Definitions.Define(domain.Name, uuid, text);
    }

    /// <summary>Images that are to be filled and that this host does not have yet.</summary>
    private void MakeDisks(MigrationMessage offer, Domain domain)
    {
        foreach (OfferedDisk disk in offer.Disks)
        {
            string? path = domain.Disks.Find(d => d.TargetDev == disk.Target)?.Source is { Type: StorageType.File } source ? source.Path : null;
            if (path is null || File.Exists(path))
            {
                continue;
            }

            if (offer.OnlyTopImages)
            {
                throw new GuestException(
                    $"unsupported configuration: pre-creation of storage target for incremental storage migration of disk '{disk.Target}' is not supported");
            }

            made.Add(path);
            HostCommand.Run("qemu-img", "create", "-q", "-f", disk.Format, path, disk.Capacity.ToString(CultureInfo.InvariantCulture))
                .Check($"making '{path}'");
        }
    }

    private void Arrive(QmpClient monitor, MigrationMessage offer, LaunchPlan plan, TranslationContext context)
    {
        Settings settings = host.Guests.Store.Settings;
        string directory = MigrationSockets.MakeArrivalDirectory(
            plan.Paths.DomainDirectory, PlanUsers.Of(settings, plan.Domain.Uuid ?? Guid.Empty).Qemu);
        if (offer.Tls)
        {
            QmpStep load = new MigrationTls(settings.MigrateTlsCertDirectory, settings.MigrateTlsVerify).Load("server");
            Execute(monitor, load.Command, load.Arguments!);
        }
        else if (settings.MigrateTlsForce)
        {
            throw new GuestException("unsupported configuration: the other host allows migrations with TLS only (migrate_tls_force)");
        }

        var doors = new ArrivalDoors(settings, monitor, offer, directory);
        int? disksPort = offer.Disks.Count > 0 ? doors.OpenDisks(plan.Domain) : null;
        IReadOnlySet<string> supported = LiveMigration.Capabilities(monitor);
        MigrationTuning.CheckSupported(offer.Capabilities, supported);
        Execute(monitor, "migrate-set-capabilities", MigrationCapabilities.Arguments(supported, offer.Capabilities));
        PropertyBag parameters = MigrationTuning.TargetParameters(offer.Connections, offer.Packed, offer.Tls);
        MigratedBitmaps[] bitmaps = [.. Bitmaps(monitor, offer, plan.Domain)];
        Execute(monitor, "migrate-set-parameters", bitmaps.Length > 0 ? MigratedBitmaps.AddTo(parameters, bitmaps, keep: true) : parameters);
        int? port = doors.OpenMemory(context.Capabilities.Has(Flags.MigrateIncomingExitOnError));
        Say(new MigrationMessage { Phase = "ready", Port = port, DisksPort = disksPort, Host = settings.MigrationHost });
        bool early = Next("moved", "switching").Phase == "switching";
        var wait = new WaitForMigration("migration in");
        if (early)
        {
            GoOnEarly(monitor, offer, wait with { Until = "postcopy-active" });
        }

        new MigrationWait(monitor, wait).Run();
        if (offer.Disks.Count > 0)
        {
            monitor.Execute("nbd-server-stop");
        }

        Execute(monitor, "migrate-set-capabilities", MigrationCapabilities.Arguments(supported));
        if (offer.Tls)
        {
            Execute(monitor, "migrate-set-parameters", MigrationTuning.TargetParameters(null, null));
            Execute(monitor, MigrationTls.Unload.Command, MigrationTls.Unload.Arguments!);
        }

        mayRun = offer.Runs;
    }

    /// <summary>With post-copy the guest goes on here as soon as its devices are there; what it needs of its memory is fetched.</summary>
    private void GoOnEarly(QmpClient monitor, MigrationMessage offer, WaitForMigration wait)
    {
        new MigrationWait(monitor, wait).Run();
        if (offer.Runs)
        {
            mayRun = true;
            monitor.Execute("cont");
        }
    }

    private static IEnumerable<MigratedBitmaps> Bitmaps(QmpClient monitor, MigrationMessage offer, Domain domain)
    {
        if (offer.Disks.All(d => d.Bitmaps.Count == 0))
        {
            return [];
        }

        IReadOnlyList<LiveDisk> disks = LiveDisks.Parse(domain, monitor.Execute("query-blockstats"), GuestDisks.NodesOf(monitor));
        return offer.Disks.Where(d => d.Bitmaps.Count > 0).Select(d => new MigratedBitmaps(d.Target, LiveDisks.Find(disks, d.Target).Top.Node, d.Bitmaps));
    }

    private static void Execute(QmpClient monitor, string command, PropertyBag arguments) =>
        monitor.Execute(command, PropertyWriter.ToJson(arguments, NoDescriptors.Instance));

    private MigrationMessage Next(params string[] phases)
    {
        while (true)
        {
            Task<string?> line = Task.Run(input.ReadLine);
            if (!line.Wait(phases.Contains("offer") ? Timeout.InfiniteTimeSpan : MigrationMessage.LongestSilence))
            {
                throw new GuestException("operation aborted: the other host has fallen silent");
            }

            MigrationMessage message = MigrationJson.Read(
                line.Result ?? throw new GuestException("operation aborted: the other host has given up, or the connection to it is lost"));
            if (phases.Contains(message.Phase))
            {
                return message;
            }

            if (message.Phase != MigrationMessage.Alive)
            {
                throw new GuestException(message.Error ?? $"internal error: '{message.Phase}' where '{phases[0]}' was expected");
            }
        }
    }

    private void Say(MigrationMessage message)
    {
        try
        {
            output.WriteLine(MigrationJson.Write(message));
            output.Flush();
        }
        catch (IOException)
        {
            // nobody hears it
        }
    }
}
