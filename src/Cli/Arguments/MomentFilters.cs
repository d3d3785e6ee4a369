using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Arguments;

/// <summary>Which snapshots or checkpoints a list shows, and how.</summary>
internal sealed class MomentFilters
{
    public readonly Option<bool> Parent = new("--parent") { Description = "add a column with what each was made on" };
    public readonly Option<bool> Roots = new("--roots") { Description = "only those that were made on none" };
    public readonly Option<bool> Leaves = new("--leaves") { Description = "only those that none was made on" };
    public readonly Option<bool> NoLeaves = new("--no-leaves") { Description = "only those that some was made on" };
    public readonly Option<bool> Tree = new("--tree") { Description = "show who was made on whom" };
    public readonly Option<string?> From = new("--from") { Description = "only those made on this one", HelpName = "NAME" };
    public readonly Option<bool> Current = new("--current") { Description = "only those made on the guest's current one" };
    public readonly Option<bool> Descendants = new("--descendants") { Description = "with --from: all below it" };
    public readonly Option<bool> Topological = new("--topological") { Description = "each behind what it was made on" };
    public readonly Option<bool> Name = new("--name") { Description = "names only" };

    public IEnumerable<Option> All => [Parent, Roots, Leaves, NoLeaves, Tree, From, Descendants, Topological, Name];

    /// <summary>Those that are asked for, in the order in which they are shown.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="tree">All.</param>
    /// <param name="missing">What is thrown where there is none of a name.</param>
    /// <param name="current">The name of the current one, of kinds that have one.</param>
    public IReadOnlyList<Moment> Of(ParseResult parse, MomentTree tree, Func<string, Exception> missing, Func<string>? current = null)
    {
        VirshWords.Exclusive(parse, (Tree, Name), (Parent, Roots), (Parent, Tree), (Roots, Tree));
        if (parse.GetValue(Roots) && (parse.GetValue(From) is not null || parse.GetValue(Current)))
        {
            throw new UsageException($"Options --roots and {(parse.GetValue(From) is not null ? From.Name : Current.Name)} are mutually exclusive");
        }

        if (parse.GetValue(Tree) && (parse.GetValue(Leaves) || parse.GetValue(NoLeaves)))
        {
            throw new UsageException($"{(parse.GetValue(Leaves) ? Leaves : NoLeaves).Name} and --tree are mutually exclusive");
        }

        if (parse.GetValue(From) is not null && parse.GetValue(Current))
        {
            throw new UsageException("--from and --current are mutually exclusive");
        }

        string? start = parse.GetValue(From) ?? (parse.GetValue(Current) ? current?.Invoke() : null);
        if (parse.GetValue(Descendants) && start is null)
        {
            throw new UsageException($"--descendants requires {(current is not null ? "either --from or --current" : "--from")}");
        }

        IEnumerable<Moment> moments = parse.GetValue(Topological) ? tree.Topological() : tree.All;
        if (start is { } from)
        {
            HashSet<string> below = tree.Has(from)
                ? [.. (parse.GetValue(Descendants) ? tree.DescendantsOf(from) : tree.ChildrenOf(from)).Select(m => m.Name)]
                : throw missing(from);
            if (parse.GetValue(Tree))
            {
                // a tree has the one that it starts at as its root
                below.Add(from);
            }

            moments = moments.Where(m => below.Contains(m.Name));
        }

        if (parse.GetValue(Roots))
        {
            moments = moments.Where(m => tree.ParentOf(m.Name) is null);
        }

        if (parse.GetValue(Leaves))
        {
            moments = moments.Where(m => tree.IsLeaf(m.Name));
        }

        if (parse.GetValue(NoLeaves))
        {
            moments = moments.Where(m => !tree.IsLeaf(m.Name));
        }

        return [.. moments];
    }

    /// <summary>The list: a tree, names, or a table with whatever <paramref name="more"/> adds a row.</summary>
    public void Write(ParseResult parse, Io io, MomentTree tree, IReadOnlyList<Moment> shown, string[] moreHeadings, Func<Moment, string[]> more)
    {
        if (parse.GetValue(Tree))
        {
            MomentText.Tree(io, tree, shown.Select(m => m.Name).ToHashSet());
            return;
        }

        if (parse.GetValue(Name))
        {
            Confirmation.List(io, parse, shown.Select(m => parse.GetValue(Parent) && tree.ParentOf(m.Name) is { } parent ? $"{m.Name}\t{parent}" : m.Name));
            return;
        }

        bool withParent = parse.GetValue(Parent);
        var table = new TextTable(["Name", "Creation Time", .. moreHeadings, .. withParent ? (string[])["Parent"] : []]);
        foreach (Moment moment in shown)
        {
            table.Add([moment.Name, MomentText.Time(moment.CreationTime), .. more(moment), .. withParent ? (string[])[tree.ParentOf(moment.Name) ?? ""] : []]);
        }

        Confirmation.Show(io, parse, table);
    }
}
