using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Arguments;

/// <summary>--live, --config and --current: the running network, its definition, or the first of both that there is.</summary>
internal sealed class LiveOrConfig
{
    private readonly Option<bool> live = new("--live") { Description = "the running network" };
    private readonly Option<bool> config = new("--config") { Description = "the definition" };
    private readonly Option<bool> current = new("--current") { Description = "the running network, or the definition where it is not active (as without it)" };

    public void AddTo(Command command)
    {
        command.Options.Add(live);
        command.Options.Add(config);
        command.Options.Add(current);
    }

    /// <exception cref="UsageException">Two of them contradict each other.</exception>
    /// <exception cref="DomainException">The network is not there in the form that is asked for.</exception>
    public (bool Live, bool Config) Of(ParseResult parse, NetworkRecord record)
    {
        bool isLive = parse.GetValue(live);
        bool isConfig = parse.GetValue(config);
        if (parse.GetValue(current) && (isLive || isConfig))
        {
            throw new UsageException($"Options --current and --{(isLive ? "live" : "config")} are mutually exclusive");
        }

        return isLive && record.Owner != NetworkOwner.VirshLite ? throw DomainException.Operation("Requested operation is not valid: network is not running")
            : isConfig && !record.Persistent ? throw DomainException.Operation(
                "Requested operation is not valid: cannot change persistent config of a transient network")
            : isLive || isConfig ? (isLive, isConfig)
            : (record.Owner == NetworkOwner.VirshLite, record.Owner != NetworkOwner.VirshLite);
    }
}
