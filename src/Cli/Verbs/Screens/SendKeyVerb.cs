using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Translator.Questions.Keys;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>send-key GUEST KEY…</c>: presses keys of the guest's keyboard, all at once (live-changes.md 13).</summary>
internal static class SendKeyVerb
{
    public static Command Build(Io io)
    {
        var keys = new Argument<string[]>("KEY") { Description = "names (KEY_LEFTCTRL) or numbers", Arity = ArgumentArity.OneOrMore };
        var codeSet = new Option<string>("--codeset")
        {
            Description = "linux, xt, atset1, atset2, atset3, os_x, xt_kbd, usb, win32, qnum or rfb",
            HelpName = "SET",
            DefaultValueFactory = _ => "linux",
        };
        var holdTime = new Option<uint?>("--holdtime") { Description = "for so many milliseconds", HelpName = "N" };
        var command = new VerbCommand("send-key", "press keys of a running guest's keyboard")
        {
            Examples = [("send-key web KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE", ""), ("send-key web --codeset usb 4", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(keys);
        command.Options.Add(codeSet);
        command.Options.Add(holdTime);
        command.SetAction(parse => Failure.OfChange(null, () =>
        {
            var host = new Host(parse, io);
            string name = host.KnownGuests.Get(guest.Of(parse)).Name;
            IEnumerable<string> pressed = KeyCodes.Of(parse.GetValue(codeSet)!, parse.GetValue(keys)!).Select(code => string.Create(
                CultureInfo.InvariantCulture, $"{{\"type\":\"number\",\"data\":{code}}}"));
            string hold = parse.GetValue(holdTime) is { } time ? string.Create(CultureInfo.InvariantCulture, $",\"hold-time\":{time}") : "";
            host.Guests.Execute(name, "send-key", $"{{\"keys\":[{string.Join(',', pressed)}]{hold}}}");
            Confirmation.End(io, parse);
            return ExitCode.Done;
        }));
        return command;
    }
}
