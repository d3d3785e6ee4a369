using System.Globalization;

namespace VirshLite.DomainParser.Model;

/// <summary>What the name of a disk's target says (storage.md 2.1).</summary>
public static class DiskTarget
{
    private const string NvmePrefix = "nvme";

    private static readonly string[] Prefixes = ["fd", "hd", "vd", "sd", "xvd", "ubd"];

    /// <summary>Place of the disk on its bus: letters after the prefix in base 26 (a = 0, z = 25, aa = 26); -1 where the name gives none.</summary>
    public static int Index(string target) => TryParse(target, out int index, out _) ? index : -1;

    /// <summary>Whether digits follow the letters: the name of a partition.</summary>
    public static bool HasPartition(string target) => TryParse(target, out _, out bool partition) && partition;

    /// <summary>Controller and namespace of a name such as nvme0n1 (the first of each: 0 and 1); null where it is none.</summary>
    public static (uint Controller, uint Namespace)? Nvme(string target) => ParseNvme(target) is { } name ? (name.Controller, name.Namespace) : null;

    /// <summary>False where the name does not start with a known prefix followed by lower-case letters and then, perhaps, digits.</summary>
    public static bool TryParse(string target, out int index, out bool hasPartition)
    {
        index = -1;
        hasPartition = false;
        if (ParseNvme(target) is { } nvme)
        {
            index = (int)nvme.Namespace - 1;
            hasPartition = nvme.HasPartition;
            return true;
        }

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

    private static (uint Controller, uint Namespace, bool HasPartition)? ParseNvme(string target)
    {
        if (!target.StartsWith(NvmePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = target.AsSpan(NvmePrefix.Length);
        int n = rest.IndexOf('n');
        if (n < 0 || !Number(rest[..n], out uint controller))
        {
            return null;
        }

        rest = rest[(n + 1)..];
        int p = rest.IndexOf('p');
        bool hasPartition = p >= 0;

        // the first partition counts as the whole disk (black box: libvirt 12.8)
        uint partition = 0;
        return Number(hasPartition ? rest[..p] : rest, out uint number) && number is > 0 and <= int.MaxValue
            && (!hasPartition || (Number(rest[(p + 1)..], out partition) && partition > 0))
            ? (controller, number, partition > 1)
            : null;

        static bool Number(ReadOnlySpan<char> digits, out uint value) => uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
