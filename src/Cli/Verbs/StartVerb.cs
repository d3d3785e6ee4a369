using System.CommandLine;
using System.Runtime.InteropServices;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs;

/// <summary><c>start FILE</c>: domain XML to a running guest.</summary>
internal static class StartVerb
{
    private const int MostAttempts = 5;

    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "the domain XML; - is standard input" };
        var paused = new Option<bool>("--paused") { Description = "leave the guest paused" };
        var console = new Option<bool>("--console") { Description = "connect to its console; Ctrl+] leaves it running" };
        var foreground = new Option<bool>("--foreground") { Description = "stay until the guest ends; Ctrl+C asks it to power off, twice ends it" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only show what would be done" };
        var ignoreFilters = new Option<bool>("--ignore-filters") { Description = "start although network filters (<filterref>) are not applied" };
        var verbose = new Option<bool>("--verbose") { Description = "tell each step" };
        var syntax = new Option<string?>("--syntax") { Description = "how options are written for QEMU", HelpName = "auto|json|classic", Hidden = true };
        var command = new VerbCommand("start", "start a guest from domain XML")
        {
            Examples =
            [
                ("start server.xml", "starts it and leaves it to its supervisor"),
                ("start examples/hello.xml --console", "starts it and talks to it"),
                ("start server.xml --dry-run", "the command line, and all that would be opened and made for it"),
                ("start server.xml --foreground", "for a service manager: ends when the guest ends"),
            ],
        };
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[paused, console, foreground, dryRun, ignoreFilters, verbose, syntax])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain domain = Read();
            if (parse.GetValue(dryRun))
            {
                LaunchPlan planned = Plan(Context(host, domain, host.Guests.Store.PeekNextId()));
                PlanText.Write(io, planned, CommandFormat.Syntax(parse.GetValue(syntax)));
                return ExitCode.Done;
            }

            bool toConsole = parse.GetValue(console);
            GuestRecord started = StartAnew();

            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, GuestAnswer.Of(started), AnswerJson.Default.GuestAnswer);
            }
            else
            {
                Confirmation.Say(io, parse, $"Domain '{domain.Name}' started");
            }

            if (toConsole)
            {
                ConsoleVerb.Connect(io, host.Guests, domain.Name, null, resume: !parse.GetValue(paused));
            }

            return parse.GetValue(foreground) ? StayUntilEnd(host.Guests, domain.Name) : ExitCode.Done;

            Domain Read()
            {
                Domain read = DomainFile.Read(parse.GetValue(file)!, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
                DomainFile.ResolveRelativePaths(read, parse.GetValue(file)!);
                return read;
            }

            // other programs choose ports as well: where one was quicker, another port may be free
            GuestRecord StartAnew()
            {
                using GuestStart start = host.Guests.BeginStart(domain.Name);
                for (int attempt = 1; ; attempt++)
                {
                    try
                    {
                        return StartOnce(start);
                    }
                    catch (ChoiceTakenException) when (attempt < MostAttempts && parse.GetValue(file) != "-")
                    {
                        domain = Read();
                    }
                }
            }

            GuestRecord StartOnce(GuestStart start)
            {
                TranslationContext context = Context(host, domain, start.Id);
                using var chosen = context.Host as IDisposable;
                LaunchPlan plan = Plan(context);
                return GuestLauncher.Run(start, plan, new StartOptions
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
            }

            LaunchPlan Plan(TranslationContext context)
            {
                LaunchPlan plan = CommandPlan.Of(context);
                host.Warn(NotCarriedOut.Of(plan.Domain, parse.GetValue(ignoreFilters)));
                return plan;
            }
        });
        return command;
    }

    private static TranslationContext Context(Host host, Domain domain, int id) => host.Context(domain, host.Settings, new TranslationOptions { GuestId = id, ForStart = true });

    private static int StayUntilEnd(GuestOperations guests, string name)
    {
        int signals = 0;
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            bool first = Interlocked.Increment(ref signals) == 1;
            Task.Run(() =>
            {
                try
                {
                    if (first)
                    {
                        guests.Shutdown(name);
                    }
                    else
                    {
                        guests.Destroy(name);
                    }
                }
                catch (GuestException)
                {
                    // it has just ended
                }
            });
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        while (!guests.WaitForEnd(name, TimeSpan.FromHours(1)))
        {
            // goes on waiting
        }

        return ExitCode.Done;
    }
}
