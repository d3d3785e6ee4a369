using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>ssh [USER@]GUEST [COMMAND…]</c>: ssh to the address that the guest has.</summary>
internal static class SshVerb
{
    private const int Patience = 60;

    public static Command Build(Io io)
    {
        var command = new VerbCommand("ssh", "log in to a guest by ssh, at the address that it has")
        {
            Examples =
            [
                ("ssh web", "as the user that ssh would take"),
                ("ssh root@web", ""),
                ("ssh root@web -- uptime -p", "runs a command there"),
                ("ssh web --wait 120", "one that still boots"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io, "[USER@]GUEST", "name, id or UUID of the guest, and who logs in");
        var words = new Argument<string[]>("COMMAND") { Description = "what runs there, behind --", Arity = ArgumentArity.ZeroOrMore };
        var login = new Option<string?>("--login", "-l") { Description = "who logs in", HelpName = "USER" };
        var port = new Option<ushort?>("--port", "-p") { Description = "the port of its sshd, where it is not 22", HelpName = "PORT" };
        var key = new Option<string?>("--identity", "-i") { Description = "the file with the key", HelpName = "FILE" };
        var options = new Option<string[]>("--option", "-o") { Description = "an option of ssh's, as after its -o", HelpName = "NAME=VALUE" };
        var wait = new Option<int>("--wait")
        {
            Description = "how long to wait for an address",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => Patience,
        };
        command.Arguments.Add(words);
        foreach (Option option in (Option[])[login, port, key, options, wait])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            (string? user, string name) = Taken(guest.Of(parse));
            string running = host.Guests.Get(name).Name;
            string address = new GuestAddresses(host.Guests, host.Networks.Store).Wait(running, TimeSpan.FromSeconds(parse.GetValue(wait)));
            io.Out.Flush();
            return ForegroundProgram.Run("ssh", Words(address, running, parse.GetValue(login) ?? user, parse.GetValue(port), parse.GetValue(key),
                parse.GetValue(options) ?? [], parse.GetValue(words) ?? []));
        });
        return command;
    }

    /// <summary>ssh's own words. The host's key is kept under the guest's name: another guest may have the address tomorrow.</summary>
    internal static IReadOnlyList<string> Words(string address, string guest, string? user, ushort? port, string? key, IEnumerable<string> options,
        IEnumerable<string> command) =>
    [
        "-o", $"HostKeyAlias={guest}", .. user is null ? Array.Empty<string>() : ["-l", user],
        .. port is { } number ? ["-p", number.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        .. key is null ? Array.Empty<string>() : ["-i", key], .. options.SelectMany(o => (string[])["-o", o]), "--", address, .. command,
    ];

    internal static (string? User, string Guest) Taken(string word)
    {
        int at = word.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (null, word) : (word[..at], word[(at + 1)..]);
    }
}
