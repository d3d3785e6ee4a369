namespace VirshLite.Translator.Plan;

/// <summary>Which of the two property forms a command line is written in.</summary>
public enum CommandSyntax
{
    /// <summary>What libvirt does with this QEMU.</summary>
    Auto,

    /// <summary>JSON wherever QEMU can take it.</summary>
    Json,

    /// <summary>The key=value form that libvirt printed for years.</summary>
    Classic,
}

/// <summary>A plan as words: the form that starts a process, is printed, saved or compared.</summary>
public static class PlanRenderer
{
    /// <summary>The words after the binary.</summary>
    public static List<string> Arguments(LaunchPlan plan, IFdNumbering numbering, CommandSyntax syntax = CommandSyntax.Auto)
    {
        var words = new List<string>(plan.Arguments.Count * 2);
        foreach (PlanArgument argument in plan.Arguments)
        {
            words.Add(argument.Option);
            if (argument.Value is { } value)
            {
                words.Add(Render(value, plan.Syntax, numbering, syntax));
            }
        }

        return words;
    }

    public static string Render(ArgumentValue value, SyntaxSupport support, IFdNumbering numbering, CommandSyntax syntax) => value switch
    {
        TextValue text => text.Text,
        OptionValue option => option.Text.Render(numbering),
        BagValue bag when IsJson(bag.Form, support, syntax) => PropertyWriter.ToJson(bag.Properties, numbering),
        BagValue bag => PropertyWriter.ToKeyValue(bag.Properties, bag.LeadKey, numbering, syntax == CommandSyntax.Classic && bag.Form == BagForm.Netdev
            ? ClassicNetdevOrder : null),
        _ => throw new InvalidOperationException($"a value of type {value.GetType().Name} cannot be rendered"),
    };

    private static bool IsJson(BagForm form, SyntaxSupport support, CommandSyntax syntax) => syntax switch
    {
        CommandSyntax.Json => true,
        CommandSyntax.Classic => form == BagForm.AlwaysJson,
        _ => form switch
        {
            BagForm.Device => support.DeviceJson,
            BagForm.Netdev => support.NetdevJson,
            _ => true,
        },
    };

    /// <summary>Older libvirt put a tap's id right behind its descriptors; 11.3 puts it last (network.md 5.3).</summary>
    private static int ClassicNetdevOrder(string key) => key switch
    {
        "type" => 0,
        "fd" or "fds" => 1,
        "id" => 2,
        _ => 3,
    };
}
