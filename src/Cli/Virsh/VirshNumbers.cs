namespace VirshLite.Cli.Virsh;

/// <summary>
/// What virsh says of a number that is none: sizes have words of their own, and so have commands that read their numbers themselves (live-changes.md 8, 10).
/// </summary>
internal static class VirshNumbers
{
    private static readonly HashSet<string> Scaled = ["size", "requested-size", "threshold", "capacity", "allocation", "memory", "bytes"];

    public static string Refusal(string command, string option, string text)
    {
        string numeric = $"Numeric value '{text}' for <{option}> option is malformed or out of range";
        return command switch
        {
            "memtune" => $"Unable to parse integer parameter {option}",
            "blkdeviotune" => numeric + "\nerror: Unable to parse integer parameter",
            _ when Scaled.Contains(option) => "Scaled n" + numeric[1..],
            _ => numeric,
        };
    }
}
