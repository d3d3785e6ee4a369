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

    public static void WriteJson(Io io, IReadOnlyList<CommandDifference> differences) => JsonText.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("same", differences.Count == 0);
        json.WriteStartArray("differences");
        foreach (CommandDifference difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("subject", difference.Subject);
            json.WriteString("kind", difference.Kind switch { DifferenceKind.OnlyLeft => "only-left", DifferenceKind.OnlyRight => "only-right", _ => "changed" });
            json.WriteString("left", difference.Left);
            json.WriteString("right", difference.Right);
            json.WriteStartArray("properties");
            foreach (PropertyDifference property in difference.Properties)
            {
                json.WriteStartObject();
                json.WriteString("name", property.Name);
                json.WriteString("left", property.Left);
                json.WriteString("right", property.Right);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

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
