namespace VirshLite.Translator.Completion;

/// <summary>The passes in the order in which they run (completion.md 2).</summary>
public static class CompletionPasses
{
    /// <summary>From the XML as written to the stored definition.</summary>
    public static readonly IReadOnlyList<ICompletionPass> Definition =
    [
        // while reading: ids and the architecture
        new IdentifiersPass(),
        new ArchitecturePass(),

        // A, D1: everything below may ask the emulator's capabilities and the machine
        new EmulatorPass(),
        new MachinePass(),
    ];

    /// <summary>From the stored definition to one start: nothing of it shows in the completed XML (completion.md 2.4).</summary>
    public static readonly IReadOnlyList<ICompletionPass> Start =
    [
    ];
}
