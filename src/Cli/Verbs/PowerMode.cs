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

    /// <summary>Does it in the ways that were asked for: through the agent first, by the power button where that does not work.</summary>
    /// <param name="parse">The command's options.</param>
    /// <param name="act">Told whether the agent is meant.</param>
    public void Run(ParseResult parse, Action<bool> act)
    {
        string[] ways = Ways(parse);
        if (!ways.Contains("agent"))
        {
            act(false);
            return;
        }

        try
        {
            act(true);
        }
        catch (Runner.GuestException) when (ways.Contains("acpi"))
        {
            act(false);
        }
    }

    /// <exception cref="UsageException">One is none, or none of QEMU's.</exception>
    public string[] Ways(ParseResult parse)
    {
        string[] ways = parse.GetValue(mode)?.Split(',') ?? ["acpi"];
        foreach (string way in ways)
        {
            if (way is not ("acpi" or "agent"))
            {
                throw new UsageException(way is "initctl" or "signal" or "paravirt" ? $"--mode takes acpi or agent, not '{way}'"
                    : $"Unknown mode {way} value, expecting 'acpi', 'agent', 'initctl', 'signal', or 'paravirt'");
            }
        }

        return ways;
    }
}
