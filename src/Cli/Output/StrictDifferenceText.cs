using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace VirshLite.Cli.Output;

/// <summary>Two command lines as texts, an option a line: every letter and the order count.</summary>
internal static class StrictDifferenceText
{
    /// <summary>The lines that only one of the texts has, with <c>-</c> or <c>+</c> in front.</summary>
    public static IEnumerable<string> ChangedLines(string left, string right) =>
        left == right ? [] : new InlineDiffBuilder(new Differ()).BuildDiffModel(left, right, ignoreWhitespace: false)
            .Lines.Where(l => l.Type is ChangeType.Deleted or ChangeType.Inserted)
            .Select(l => (l.Type == ChangeType.Deleted ? "- " : "+ ") + l.Text);

    /// <summary>Prints nothing where the texts are the same.</summary>
    /// <returns>Whether they are.</returns>
    public static bool Write(Io io, string leftName, string rightName, string left, string right)
    {
        if (io.Json is { } answer)
        {
            answer.Add("same", left == right);
            answer.Add("lines", ChangedLines(left, right).Cast<object?>().ToList());
            return left == right;
        }

        if (left == right)
        {
            return true;
        }

        DiffPaneModel model = new InlineDiffBuilder(new Differ()).BuildDiffModel(left, right);
        var colours = new Colours(io);
        colours.Line("--- " + leftName, "bold");
        colours.Line("+++ " + rightName, "bold");
        foreach (DiffPiece line in model.Lines)
        {
            switch (line.Type)
            {
                case ChangeType.Deleted:
                    colours.Line("- " + line.Text, "red");
                    break;
                case ChangeType.Inserted:
                    colours.Line("+ " + line.Text, "green");
                    break;
                case ChangeType.Unchanged:
                    colours.Line("  " + line.Text);
                    break;
            }
        }

        return false;
    }
}
