namespace VirshLite.Conformance;

/// <summary>
/// Whether two messages tell the same reason in different words: at least 40 % of the significant words of libvirt's message have to stand in ours. A measure,
/// no proof:
/// <c>--diff</c> shows both side by side.
/// </summary>
internal static class RefusalReason
{
    private static readonly HashSet<string> Insignificant =
    [
        "xml", "error", "unsupported", "configuration", "internal", "the", "for", "with", "and", "not", "must", "can", "only", "this", "that", "than", "are",
            "was", "has",
        "have", "from", "invalid", "support", "supported", "failed", "operation", "requested", "valid", "argument", "value", "qemu", "does", "doesn", "cannot",
            "used",
    ];

    public static bool IsSame(string expected, string actual)
    {
        HashSet<string> wanted = Words(expected);
        if (wanted.Count == 0)
        {
            return true;
        }

        HashSet<string> present = Words(actual);
        int common = wanted.Count(present.Contains);
        return common * 10 >= wanted.Count * 4;
    }

    private static HashSet<string> Words(string message)
    {
        var words = new HashSet<string>();
        int start = -1;
        for (int i = 0; i <= message.Length; i++)
        {
            bool inside = i < message.Length && (char.IsAsciiLetterOrDigit(message[i]) || message[i] is '_' or '-' or '.');
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                string word = message[start..i].Trim('-', '.', '_').ToLowerInvariant();
                start = -1;
                if (word.Length > 1 && !Insignificant.Contains(word))
                {
                    words.Add(word.Length > 4 ? word.TrimEnd('s') : word);
                }
            }
        }

        return words;
    }
}
