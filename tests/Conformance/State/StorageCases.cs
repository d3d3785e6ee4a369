using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.State;

namespace VirshLite.Conformance.State;

/// <summary>Volumes and pools: the commands that make and activate them.</summary>
internal static class StorageCases
{
    public static void Volume(StateCase @case, StateOutcome outcome) =>
        outcome.SameText("argv", @case.Expected("argv"), string.Join('\n', Commands(@case).Select(c => Lines(["qemu-img", .. c]))));

    public static void VolumeRefused(StateCase @case, StateOutcome outcome) => StateCases.Refused(outcome, () => Commands(@case));

    public static void Pool(StateCase @case, StateOutcome outcome)
    {
        IReadOnlyList<string>? command = PoolActivation.Command(StoragePoolReader.Read(@case.Input("pool")));
        outcome.SameText("argv", @case.Expected("argv"), command is null ? "" : Lines(command));
    }

    public static void PoolWithoutCommand(StateCase @case, StateOutcome outcome)
    {
        try
        {
            outcome.Same("command", false, PoolActivation.Command(StoragePoolReader.Read(@case.Input("pool"))) is not null);
        }
        catch (DomainException)
        {
            // a refusal is as good: "or the XML is refused"
        }
    }

    private static IReadOnlyList<IReadOnlyList<string>> Commands(StateCase @case)
    {
        StorageVolume volume = StorageVolumeReader.Read(@case.Input("vol"), @case.Flag("capacityOptional"));
        StorageVolume? input = @case.OptionalInput("inputvol") is { } xml ? StorageVolumeReader.Read(xml, capacityOptional: true) : null;
        return VolumeCreation.Commands(volume, input, @case.Flag("preallocateMetadata"), "/path/to/secretFile", "/path/to/inputSecretFile");
    }

    /// <summary>The layout of the expected files: an option and its value on one line, each line but the last ending in a backslash.</summary>
    private static string Lines(IReadOnlyList<string> command)
    {
        List<string> lines = [];
        for (int i = 0; i < command.Count; i++)
        {
            bool takesValue = command[i] is "-f" or "-O" or "-o" or "-b" or "-t" or "-aly" or "--object" && i + 1 < command.Count;
            lines.Add(takesValue ? $"{command[i]} {command[++i]}" : command[i]);
        }

        return string.Join(" \\\n", lines);
    }
}
