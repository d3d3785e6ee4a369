using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>console GUEST</c>: joins the terminal to the guest's console; Ctrl+] leaves.</summary>
internal static class ConsoleVerb
{
    public static Command Build(Io io)
    {
        var device = new Option<string?>("--devname") { Description = "the character device, e.g. serial1 (default: the first console)", HelpName = "ALIAS" };
        var force = new Option<bool>("--force") { Description = "take the console from whoever is connected to it" };
        var safe = new Option<bool>("--safe") { Description = "only where nobody else is connected (always so)" };
        var resume = new Option<bool>("--resume") { Description = "let a paused guest go on once connected" };
        var command = new VerbCommand("console", "connect to a guest's console; Ctrl+] leaves")
        {
            Examples = [("console hello", ""), ("console hello --devname serial1", "another device")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(device);
        command.Options.Add(resume);
        command.Options.Add(force);
        command.Options.Add(safe);
        command.SetAction(parse =>
        {
            if (GlobalOptions.IsJson(parse))
            {
                throw new UsageException("a console is a conversation: --output json is not for it; `dominfo GUEST --output json` names the consoles");
            }

            string name = guest.Of(parse);
            var host = new Host(parse, io);
            if (host.KnownGuests.Get(name).Active is null)
            {
                throw new Runner.GuestException("The domain is not running");
            }

            Connect(io, host.Guests, name, parse.GetValue(device), parse.GetValue(resume), parse.GetValue(force));
        });
        return command;
    }

    /// <param name="io">For virsh's words on connecting.</param>
    /// <param name="guests">The guests of this mode.</param>
    /// <param name="name">The guest.</param>
    /// <param name="device">Alias of the device; null: the first console.</param>
    /// <param name="force">Whoever is connected has to go.</param>
    /// <param name="resume">The guest waits and goes on once somebody listens, so that its first words are not lost.</param>
    public static void Connect(Io io, GuestOperations guests, string name, string? device, bool resume, bool force = false)
    {
        guests.Console(name, device, _ =>
        {
            io.Out.WriteLine($"Connected to domain '{name}'");
            io.Out.WriteLine("Escape character is ^] (Ctrl + ])");
            io.Out.Flush();
            if (resume && guests.Get(name).State == GuestState.Paused)
            {
                guests.Resume(name);
            }
        }, force);
        io.Out.WriteLine();
    }
}
