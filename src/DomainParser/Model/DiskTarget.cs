namespace VirshLite.DomainParser.Model;

/// <summary>What the name of a disk's target says (storage.md 2.1).</summary>
public static class DiskTarget
{
    private static readonly string[] Prefixes = ["fd", "hd", "vd", "sd", "xvd", "ubd"];

    /// <summary>Place of the disk on its bus: letters after the prefix in base 26 (a = 0, z = 25, aa = 26); -1 where the name gives none.</summary>
    public static int Index(string target) => TryParse(target, out int index, out _) ? index : -1;

    /// <summary>Whether digits follow the letters: the name of a partition.</summary>
    public static bool HasPartition(string target) => TryParse(target, out _, out bool partition) && partition;

    /// <summary>False where the name does not start with a known prefix followed by lower-case letters and then, perhaps, digits.</summary>
    public static bool TryParse(string target, out int index, out bool hasPartition)
    {
        index = -1;
        hasPartition = false;
        foreach (string prefix in Prefixes)
        {
            if (!target.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            int at = prefix.Length;
            long value = 0;
            int letters = 0;
            for (; at < target.Length && target[at] is >= 'a' and <= 'z'; at++, letters++)
            {
                value = letters == 0 ? target[at] - 'a' : ((value + 1) * 26) + (target[at] - 'a');
                if (value > int.MaxValue)
                {
                    return false;
                }
            }

            if (letters == 0)
            {
                return false;
            }

            for (; at < target.Length; at++)
            {
                if (!char.IsAsciiDigit(target[at]))
                {
                    return false;
                }

                hasPartition = true;
            }

            index = (int)value;
            return true;
        }

        return false;
    }
}
