using VirshLite.Translator.Comparing;

namespace VirshLite.Cli.Output;

/// <summary>
/// The differences of two command lines for people: <c>-</c> is only on the left, <c>+</c> only on the right, <c>~</c> changed, with its properties below.
/// </summary>
internal static class DifferenceText
{
    private const string Removed = "red";
    private const string Added = "green";
    private const string Changed = "yellow";
    private const string OnlyLeft = "only-left";
    private const string OnlyRight = "only-right";

    public static void Write(Io io, string left, string right, IReadOnlyList<CommandDifference> differences)
    {
        var colours = new Colours(io);
        colours.Line("--- " + left, "bold");
        colours.Line("+++ " + right, "bold");
        foreach (CommandDifference difference in differences)
        {
            Write(colours, Answer(difference), "");
        }
    }

    public static void Write(Colours colours, DifferenceAnswer difference, string lead)
    {
        switch (difference.Kind)
        {
            case OnlyLeft:
                colours.Line($"{lead}- {difference.Left}", Removed);
                break;
            case OnlyRight:
                colours.Line($"{lead}+ {difference.Right}", Added);
                break;
            default:
                colours.Line($"{lead}~ {difference.Subject}", Changed);
                difference.Properties.ToList().ForEach(p => Property(colours, p, lead));
                break;
        }
    }

    public static void WriteJson(Io io, IReadOnlyList<CommandDifference> differences) =>
        JsonText.Write(io, new DiffAnswer(differences.Count == 0, [.. differences.Select(Answer)]), AnswerJson.Default.DiffAnswer);

    public static DifferenceAnswer Answer(CommandDifference difference) => new(
        difference.Subject,
        difference.Kind switch { DifferenceKind.OnlyLeft => OnlyLeft, DifferenceKind.OnlyRight => OnlyRight, _ => "changed" },
        difference.Left,
        difference.Right,
        [.. difference.Properties.Select(p => new PropertyAnswer(p.Name, p.Left, p.Right))]);

    private static void Property(Colours colours, PropertyAnswer property, string lead)
    {
        string name = property.Name.Length > 0 ? property.Name + ": " : "";
        if (property.Left is { } left)
        {
            colours.Line($"{lead}    - {name}{left}", Removed);
        }

        if (property.Right is { } right)
        {
            colours.Line($"{lead}    + {name}{right}", Added);
        }
    }
}
