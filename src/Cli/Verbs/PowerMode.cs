using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary>How a guest is asked to power off or to reboot: virsh's <c>--mode</c>, as far as QEMU has it.</summary>
internal sealed class PowerMode
{
    private readonly Option<string?> mode = new("--mode")
    {
        Description = "acpi: the power button; agent: the guest agent (default: acpi)",
        HelpName = "acpi|agent"
    };

    private PowerMode() => mode.CompletionSources.Add("acpi", "agent");

    public static PowerMode AddTo(Command command)
    {
        var power = new PowerMode();
        command.Options.Add(power.mode);
        return power;
    }

    public bool IsAgent(ParseResult parse) => parse.GetValue(mode) switch
    {
        null or "acpi" => false,
        "agent" => true,
        var other => throw new UsageException($"--mode takes acpi or agent, not '{other}'"),
    };
}
