using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Arguments;

/// <summary>The snapshot that a verb is about: by its name, or the guest's current one.</summary>
internal sealed class SnapshotChoice
{
    private readonly Argument<string?> name = new("NAME") { Description = "the snapshot", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--snapshotname") { Description = "the same as an option", Hidden = true };
    private readonly Option<bool> current = new("--current") { Description = "the guest's current one" };

    public SnapshotChoice(Command command)
    {
        command.Arguments.Add(name);
        command.Options.Add(option);
        command.Options.Add(current);
    }

    /// <param name="parse">The command line.</param>
    /// <param name="snapshots">The guest's.</param>
    /// <param name="canBoth">A name and --current together: that one, and it becomes the current one.</param>
    public DomainSnapshot Of(ParseResult parse, GuestSnapshots snapshots, bool canBoth = false)
    {
        string? wanted = Name(parse);
        if ((wanted is not null) == parse.GetValue(current) && !(canBoth && wanted is not null))
        {
            throw new UsageException(wanted is null ? "--snapshotname or --current is required"
                : "--snapshotname and --current are mutually exclusive");
        }

        return wanted is not null ? snapshots.Get(wanted)
            : snapshots.CurrentOrThrow();
    }

    /// <summary>One is named, and is to be the current one.</summary>
    public bool IsCurrentToo(ParseResult parse) => Name(parse) is not null && parse.GetValue(current);

    private string? Name(ParseResult parse) => parse.GetValue(name) ?? parse.GetValue(option);
}
