using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Output;

/// <summary>A plan's command line as text.</summary>
internal static class CommandFormat
{
    public static readonly string[] Names = ["argv", "shell", "json"];

    /// <param name="plan">The plan.</param>
    /// <param name="numbering">Numbers for its descriptors.</param>
    /// <param name="syntax">JSON or key=value.</param>
    /// <param name="format">argv: one line, as virsh prints it; shell: an option a line, as in libvirt's logs; json: an object with environment, binary and
    /// arguments.</param>
    public static string Text(LaunchPlan plan, IFdNumbering numbering, CommandSyntax syntax, string format)
    {
        List<string> arguments = PlanRenderer.Arguments(plan, numbering, syntax);
        return format switch
        {
            "argv" => CommandText.OneLine(plan.Environment, plan.Binary, arguments),
            "shell" => CommandText.Lines(plan.Environment, plan.Binary, arguments),
            _ => JsonText.Of(new CommandAnswer(new Dictionary<string, string>(plan.Environment), plan.Binary, arguments), AnswerJson.Default.CommandAnswer)
                + "\n",
        };
    }

    public static CommandSyntax Syntax(string? word) => word switch
    {
        null or "auto" => CommandSyntax.Auto,
        "json" => CommandSyntax.Json,
        "classic" => CommandSyntax.Classic,
        _ => throw new UsageException($"--syntax takes auto, json or classic, not '{word}'"),
    };
}
