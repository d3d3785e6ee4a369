using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// <c>--live</c>, <c>--config</c>, <c>--current</c>: whether a verb is about the guest that runs or about its definition; by itself about the one that is
/// there, the running one first.
/// </summary>
internal sealed class ChangeScope
{
    private readonly Option<bool> live = new("--live") { Description = "the guest as it runs" };
    private readonly Option<bool> config = new("--config") { Description = "the guest as it is defined: from its next start on" };
    private readonly Option<bool> current = new("--current") { Description = "as it runs if it does, else as it is defined (the default)" };

    public static ChangeScope AddTo(Command command)
    {
        var scope = new ChangeScope();
        command.Options.Add(scope.live);
        command.Options.Add(scope.config);
        command.Options.Add(scope.current);
        return scope;
    }

    /// <exception cref="GuestException">The guest has no such side.</exception>
    public (bool Live, bool Config) Of(ParseResult parse, KnownGuest guest)
    {
        VirshWords.Exclusive(parse, (current, live), (current, config));
        bool ofLive = parse.GetValue(live), ofConfig = parse.GetValue(config);
        if (!ofLive && !ofConfig)
        {
            ofLive = guest.Active is not null;
            ofConfig = !ofLive;
        }

        return ofLive && guest.Active is null ? throw new GuestException("Requested operation is not valid: domain is not running")
            : ofConfig && guest.Definition is null ? throw new GuestException(
                "Requested operation is not valid: transient domains do not have any persistent config")
            : (ofLive, ofConfig);
    }

    /// <summary>Which side a question is answered from: the definition where only that is asked for.</summary>
    public bool AsksConfig(ParseResult parse, KnownGuest guest) => Of(parse, guest) is { Live: false };
}
