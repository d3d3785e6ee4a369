using VirshLite.Translator.Comparing;

namespace VirshLite.Cli.Output;

/// <summary>The differences of two command lines for people: <c>-</c> is only on the left, <c>+</c> only on the right, <c>~</c> changed, with its properties below.</summary>
internal static class DifferenceText
{
    private const string Removed = "red";
    private const string Added = "green";
    private const string Changed = "yellow";

    public static void Write(Io io, string left, string right, IReadOnlyList<CommandDifference> differences)
    {
        var colours = new Colours(io);
        colours.Line("--- " + left, "bold");
        colours.Line("+++ " + right, "bold");
        foreach (CommandDifference difference in differences)
        {
            switch (difference.Kind)
            {
                case DifferenceKind.OnlyLeft:
                    colours.Line("- " + difference.Left, Removed);
                    break;
                case DifferenceKind.OnlyRight:
                    colours.Line("+ " + difference.Right, Added);
                    break;
                default:
                    colours.Line("~ " + difference.Subject, Changed);
                    difference.Properties.ToList().ForEach(p => Property(colours, p));
                    break;
            }
        }
    }

    public static void WriteJson(Io io, IReadOnlyList<CommandDifference> differences) =>
        JsonText.Write(io, new DiffAnswer(differences.Count == 0, [.. differences.Select(Answer)]), AnswerJson.Default.DiffAnswer);

    private static DifferenceAnswer Answer(CommandDifference difference) => new(
        difference.Subject,
        difference.Kind switch { DifferenceKind.OnlyLeft => "only-left", DifferenceKind.OnlyRight => "only-right", _ => "changed" },
        difference.Left,
        difference.Right,
        [.. difference.Properties.Select(p => new PropertyAnswer(p.Name, p.Left, p.Right))]);

    private static void Property(Colours colours, PropertyDifference property)
    {
        string name = property.Name.Length > 0 ? property.Name + ": " : "";
        if (property.Left is { } left)
        {
            colours.Line($"    - {name}{left}", Removed);
        }

        if (property.Right is { } right)
        {
            colours.Line($"    + {name}{right}", Added);
        }
    }
}
