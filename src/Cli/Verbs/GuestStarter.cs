using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.State;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary>What <c>start</c> and <c>create</c> have in common: their options, and the way from a domain to a running guest.</summary>
internal sealed class GuestStarter
{
    private readonly Option<bool> paused = new("--paused") { Description = "leave the guest paused" };
    private readonly Option<bool> console = new("--console") { Description = "connect to its console; Ctrl+] leaves it running" };
    private readonly Option<bool> autodestroy = new("--autodestroy") { Description = "end it when this command ends, with --console or --foreground" };
    private readonly Option<bool> foreground = new("--foreground") { Description = "stay until the guest ends; Ctrl+C asks it to power off, twice ends it" };
    private readonly Option<int> stopTimeout =
        new("--stop-timeout")
        {
            Description = "with --foreground: how long the guest may take to power off before it is ended",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 90
        };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "only show what would be done" };
    private readonly Option<bool> ignoreFilters = new("--ignore-filters") { Description = "start although network filters (<filterref>) are not applied" };
    private readonly Option<bool> resetNvram = new("--reset-nvram") { Description = "make its UEFI variables anew from their template" };
    private readonly Option<bool> forceBoot = new("--force-boot") { Description = "give up a managed save and boot" };
    private readonly Option<bool> bypassCache = new("--bypass-cache") { Description = "read a managed save around the host's page cache" };
    private readonly Option<string?> passFds =
        new("--pass-fds") { Description = "for virsh's sake: of use with containers only", HelpName = "N,M", Hidden = true };
    private readonly Option<bool> writeBack = new("--write-back")
    {
        Description = "keep a UUID and MAC addresses that were drawn in the file, so that they are the same at the next start"
    };
    private readonly Option<int?> waitForIp = new("--wait-for-ip")
    {
        Description = "print the guest's address as soon as it has one; wait for that long (120 seconds)",
        HelpName = "SECONDS",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> verbose = new("--verbose") { Description = "tell each step" };
    private readonly Option<string?> syntax =
        new("--syntax") { Description = "how options are written for QEMU", HelpName = "auto|json|classic", Hidden = true };
    private const int MostAttempts = 5;
    private const int PatienceForIp = 120;
    private readonly Io io;

    public GuestStarter(Command command, Io io, bool ofDefinitions)
    {
        this.io = io;
        foreach (Option option in (Option[])[paused, console, autodestroy, foreground, stopTimeout, dryRun, ignoreFilters, resetNvram, passFds, writeBack,
            waitForIp, verbose, syntax])
        {
            command.Options.Add(option);
        }

        if (ofDefinitions)
        {
            command.Options.Add(forceBoot);
            command.Options.Add(bypassCache);
        }
    }

    /// <summary>Starts the guest, or says what would be done.</summary>
    /// <param name="parse">The command's options.</param>
    /// <param name="host">This host.</param>
    /// <param name="read">Gives the domain as it was read, anew each time.</param>
    /// <param name="canReadAgain">False for standard input.</param>
    /// <param name="definition">Where it is defined; null where the XML was handed in.</param>
    /// <param name="verb">For what is said of it: <c>start</c>, <c>create</c>.</param>
    /// <param name="done">Said when it runs.</param>
    /// <param name="file">Where the XML was read; null where it is no file of the user's.</param>
    public int Run(ParseResult parse, Host host, Func<Domain> read, bool canReadAgain, GuestDefinition? definition, string verb, Func<Domain, string> done,
        string? file = null)
    {
        var kept = parse.GetValue(writeBack) ? new WrittenBack(file) : null;
        Domain domain = read();
        if (parse.GetValue(passFds) is not null)
        {
            throw new GuestException(
                $"Failed to {verb} domain '{domain.Name}'\nerror: unsupported configuration: passing file descriptors is not supported by QEMU guests");
        }

        if (parse.GetValue(dryRun))
        {
            LaunchPlan shown = Plan(Context(host.Guests.Store.PeekNextId()));
            CommandSyntax form = CommandFormat.Syntax(parse.GetValue(syntax));
            if (GlobalOptions.IsJson(parse))
            {
                PlanText.WriteJson(io, shown, form);
            }
            else
            {
                PlanText.Write(io, shown, form);
            }

            return ExitCode.Done;
        }

        bool toConsole = parse.GetValue(console);
        if (toConsole && GlobalOptions.IsJson(parse))
        {
            throw new UsageException("a console is a conversation: either --console or --output json");
        }

        GuestRecord started = VirshWords.Or($"Failed to {verb} domain '{domain.Name}'", StartAnew);
        try
        {
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, GuestAnswer.Of(started) with { Address = Address() }, AnswerJson.Default.GuestAnswer);
            }
            else
            {
                Confirmation.Say(io, parse, done(domain));
                if (Address() is { } address)
                {
                    io.Out.WriteLine(address);
                }
            }

            if (toConsole)
            {
                ConsoleVerb.Connect(io, host.Guests, domain.Name, null, resume: !parse.GetValue(paused));
            }

            // whoever reads along hears at once that it runs
            Confirmation.Try(io, () =>
            {
                io.EndJson();
                io.Out.Flush();
            });
            return parse.GetValue(foreground) ? new Foreground(host.Guests, started, TimeSpan.FromSeconds(parse.GetValue(stopTimeout)), line =>
                Confirmation.Warn(io, "virshlite: " + line)).StayUntilEnd() : ExitCode.Done;
        }
        finally
        {
            if (parse.GetValue(autodestroy) && host.Guests.Find(domain.Name)?.Id == started.Id)
            {
                host.Guests.Destroy(domain.Name);
            }
        }

        string? Address() => parse.GetResult(waitForIp) is null ? null : new GuestAddresses(host.Guests, host.Networks.Store)
            .Wait(started.Name, TimeSpan.FromSeconds(parse.GetValue(waitForIp) ?? PatienceForIp));

        // other programs choose ports as well: where one was quicker, another port may be free
        GuestRecord StartAnew()
        {
            if (definition is not null && Restored(parse, host, definition, domain, toConsole) is { } restored)
            {
                return restored;
            }

            using GuestStart start = host.Guests.BeginStart(domain.Name);
            if (definition is null && host.Definitions.Named(domain.Name) is null)
            {
                // of a guest that was transient, too, and is gone
                new KeptState(host.Definitions.LibDirectoryOf(null), domain.Name).ForgetMoments();
            }

            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return Launch(start);
                }
                catch (ChoiceTakenException) when (attempt < MostAttempts && canReadAgain)
                {
                    domain = read();
                }
            }
        }

        GuestRecord Launch(GuestStart start)
        {
            TranslationContext context = Context(start.Id);
            using var chosen = context.Host as IDisposable;
            LaunchPlan plan = Plan(context);
            CheckMayStart(parse, host, plan.Domain, definition ?? host.Definitions.Named(domain.Name));
            if (parse.GetValue(resetNvram))
            {
                NvramReset.Of(plan);
            }

            GuestRecord record = GuestLauncher.Run(start, plan, new StartOptions
            {
                // with a console the guest begins when somebody listens: nothing it says is lost
                Paused = parse.GetValue(paused) || toConsole,
                Syntax = CommandFormat.Syntax(parse.GetValue(syntax)),
                Version = ProductVersion.Text,
                Rules = context.Rules.Version.ToString(),
                QemuVersion = context.Capabilities.VersionText + context.Capabilities.Package,
                Warn = w => io.Error.WriteLine("warning: " + w),
                Progress = parse.GetValue(verbose) ? s => io.Error.WriteLine("virshlite: " + s) : null,
            });
            kept?.Keep(plan.Domain, line => io.Error.WriteLine(line));
            return record;
        }

        TranslationContext Context(int id) => host.Context(
            domain, host.Definitions.SettingsOf(definition ?? host.Definitions.Named(domain.Name)), new TranslationOptions { GuestId = id, ForStart = true },
                isDefined: definition is not null);

        LaunchPlan Plan(TranslationContext context)
        {
            LaunchPlan plan = CommandPlan.Of(context);
            host.Warn(NotCarriedOut.Of(plan.Domain, host.Settings));
            foreach (Interface nic in parse.GetValue(ignoreFilters) ? plan.Domain.Interfaces.Where(n => n.FilterRef is not null) : [])
            {
                host.Warn([$"the network filter '{nic.FilterRef!.Filter}' of the interface {nic.Mac ?? nic.TargetDevice} is not applied"]);
                nic.FilterRef = null;
            }

            return plan;
        }
    }

    /// <summary>The guest, gone on from its managed save; null where it boots.</summary>
    private GuestRecord? Restored(ParseResult parse, Host host, GuestDefinition definition, Domain domain, bool toConsole)
    {
        var saves = new ManagedSaves(host.State);
        if (parse.GetValue(forceBoot))
        {
            saves.Remove(definition.Name);
            return null;
        }

        return saves.TryStart(definition, () =>
        {
            CheckIsNobodys(host, domain);
            return RestoreOptionsOf(parse, host, definition, toConsole);
        });
    }

    private RestoreOptions RestoreOptionsOf(ParseResult parse, Host host, GuestDefinition definition, bool toConsole) => new()
    {
        Running = parse.GetValue(paused) || toConsole ? false : null,
        BypassCache = parse.GetValue(bypassCache),
        ResetNvram = parse.GetValue(resetNvram),
        Complete = host.CompleteExisting,
        ContextOf = (domain, options) => host.Context(domain, host.Definitions.SettingsOf(definition), options, isDefined: true),
        StartOptionsOf = context => StateOptions.Start(context, io),
    };

    /// <summary>Nobody starts a guest twice (host-takeover.md 7.2, 2.5).</summary>
    private static void CheckIsNobodys(Host host, Domain domain)
    {
        if (domain.Uuid is { } uuid)
        {
            host.Definitions.CheckIsFree(domain.Name, uuid);
        }

        new LibvirtGuests(host.LibvirtSettings).CheckMayStart(domain);
    }

    /// <summary>The same, and none is started from other XML over a state that was saved of it.</summary>
    private void CheckMayStart(ParseResult parse, Host host, Domain domain, GuestDefinition? defined)
    {
        CheckIsNobodys(host, domain);
        var kept = new KeptState(host.Definitions.LibDirectoryOf(defined), domain.Name);
        if (kept.HasManagedSave && defined is not null)
        {
            if (!parse.GetValue(forceBoot))
            {
                throw new GuestException(
                    $"Requested operation is not valid: domain has a managed save, '{kept.ManagedSave}', which goes with its disks as they are now: "
                    + $"start it by its name, or give it up with 'managedsave-remove {domain.Name}'");
            }

            new ManagedSaves(host.State).Remove(domain.Name);
        }
    }
}
