namespace VirshLite.Cli.Virsh.Commands;

/// <summary>A command of virsh's: its name, the keyword of its group, and its options in their order.</summary>
internal sealed record VirshCommand(string Name, string Group, IReadOnlyList<VirshOption> Options)
{
    public VirshOption? Option(string name) => Options.FirstOrDefault(o => o.Name == name)
        ?? (name.Contains('_', StringComparison.Ordinal) ? Option(name.Replace('_', '-')) : null);

    /// <summary>The line under SYNOPSIS.</summary>
    public string Synopsis => string.Join(' ', Options.Select(o => o.InSynopsis).Prepend(Name));
}

/// <summary>What an option takes.</summary>
internal enum VirshValue
{
    None,
    Text,
    Number,
}

/// <summary>An option of a command of virsh's.</summary>
/// <param name="Name">Without its dashes.</param>
/// <param name="Value">What it takes.</param>
/// <param name="Required">The command does nothing without it.</param>
/// <param name="Positional">A word without an option fills it, in the options' order.</param>
/// <param name="Named">It is told by name as a rule, although words fill it too.</param>
/// <param name="Repeated">It takes any number of values.</param>
internal sealed record VirshOption(string Name, VirshValue Value, bool Required, bool Positional, bool Named, bool Repeated)
{
    public string ValueName => Value == VirshValue.Number ? "<number>" : "<string>";

    public string InSynopsis => (Value, Required, Positional && !Named) switch
    {
        (VirshValue.None, _, _) => $"[--{Name}]",
        (_, true, _) => $"<{Name}>",
        (_, _, true) => $"[<{Name}>]",
        _ => $"[--{Name} {ValueName}]",
    } + (Repeated ? "..." : "");

    public string InList => Value == VirshValue.None ? "--" + Name
        : (Positional && !Named ? $"[--{Name}] " : $"--{Name} ") + ValueName + (Repeated ? "..." : "");
}
