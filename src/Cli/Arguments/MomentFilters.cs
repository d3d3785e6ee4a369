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
    public readonly Option<bool> Descendants = new("--descendants") { Description = "with --from: all below it" };
    public readonly Option<bool> Topological = new("--topological") { Description = "each behind what it was made on" };
    public readonly Option<bool> Name = new("--name") { Description = "names only" };

    public IEnumerable<Option> All => [Parent, Roots, Leaves, NoLeaves, Tree, From, Descendants, Topological, Name];

    public IReadOnlyList<Moment> Of(ParseResult parse, MomentTree tree, Func<string, Exception> missing)
    {
        if (parse.GetValue(Tree) && (parse.GetValue(Roots) || parse.GetValue(Parent) || parse.GetValue(Name)))
        {
            throw new UsageException(
                $"--tree and {(parse.GetValue(Roots) ? "--roots" : parse.GetValue(Parent) ? "--parent" : "--name")} are mutually exclusive");
        }

        IEnumerable<Moment> moments = parse.GetValue(Topological) ? tree.Topological() : tree.All;
        if (parse.GetValue(From) is { } from)
        {
            HashSet<string> below = tree.Has(from)
                ? [.. (parse.GetValue(Descendants) || parse.GetValue(Tree) ? tree.DescendantsOf(from) : tree.ChildrenOf(from)).Select(m => m.Name)]
                : throw missing(from);
            moments = moments.Where(m => below.Contains(m.Name));
        }

        if (parse.GetValue(Roots))
        {
            moments = moments.Where(m => tree.ParentOf(m.Name) is null);
        }

        if (parse.GetValue(Leaves) != parse.GetValue(NoLeaves))
        {
            moments = moments.Where(m => tree.IsLeaf(m.Name) == parse.GetValue(Leaves));
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
            Confirmation.List(io, parse, shown.Select(m => m.Name));
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
