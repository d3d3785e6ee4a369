using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Arguments;

/// <summary>The volume that a verb is about: its path, or its name in the pool behind <c>--pool</c>, as with virsh.</summary>
internal sealed class VolumeArgument
{
    private readonly Argument<string?> argument = new("VOLUME") { Description = "path of the volume, or its name in a pool", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> poolArgument = new("POOL") { Description = "the pool", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--vol") { Description = "the same as an option", HelpName = "VOLUME", Hidden = true };
    private readonly Option<string?> pool = new("--pool") { Description = "the pool that it is in", HelpName = "POOL" };

    public static VolumeArgument AddTo(Command command)
    {
        var volume = new VolumeArgument();
        command.Arguments.Add(volume.argument);
        command.Arguments.Add(volume.poolArgument);
        command.Options.Add(volume.option);
        command.Options.Add(volume.pool);
        return volume;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <vol> option");

    public (PoolRecord Pool, string Path) Find(ParseResult parse, Host host) =>
        host.Pools.Find(Of(parse), parse.GetValue(pool) ?? parse.GetValue(poolArgument));
}
