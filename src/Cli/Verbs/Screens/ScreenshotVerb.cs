using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>screenshot GUEST [FILE]</c>: a picture of the guest's screen (live-changes.md 13).</summary>
internal static class ScreenshotVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string?>("FILE") { Description = "where to; none = the guest's name and the time", Arity = ArgumentArity.ZeroOrOne };
        var fileOption = new Option<string?>("--file") { Description = "the same as an option", Hidden = true };
        var screen = new Option<int>("--screen") { Description = "which screen, where there are several", HelpName = "N" };
        var command = new VerbCommand("screenshot", "take a picture of a running guest's screen")
        {
            Examples = [("screenshot web", ""), ("screenshot web screen.png", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(file);
        command.Options.Add(fileOption);
        command.Options.Add(screen);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            string known = host.KnownGuests.Get(name).Name;
            (byte[] picture, string type) = Failure.OfChange($"could not take a screenshot of {name}", () =>
                GuestScreen.Take(host.Guests, known, parse.GetValue(screen)));
            string ending = type == "image/png" ? "png" : "ppm";
            string path = parse.GetValue(file) ?? parse.GetValue(fileOption)
                ?? string.Create(CultureInfo.InvariantCulture, $"{known}-{DateTime.Now:yyyy-MM-dd-HH:mm:ss}.{ending}");
            File.WriteAllBytes(path, picture);
            Confirmation.Line(io, parse, $"Screenshot saved to {path}, with type of {type}");
        });
        return command;
    }
}
