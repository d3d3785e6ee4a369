namespace VirshLite.Translator.Comparing;

/// <summary>
/// What differs from one start of a guest to the next although nothing was changed: descriptor numbers, the guest's number in paths, the caller's environment.
/// </summary>
public static class PerRunValues
{
    private static readonly string[] BeforeGuestId =
        ["/domain-", "/channel/", "/ram/", "/dbus/", "/swtpm/", "/passt/", "/slirp/", "/libvirt/qemu/", "/virshlite/"];

    /// <summary>Variables that are handed on from whoever starts the guest.</summary>
    public static bool IsCallersVariable(string name) => name is "PATH" or "USER" or "LOGNAME" or "TMPDIR" or "LD_PRELOAD" or "LD_LIBRARY_PATH";

    /// <summary>Whether an option's property holds descriptor numbers.</summary>
    public static bool IsDescriptor(string property) => property is "fd" or "fds" or "vhostfd" or "vhostfds" or "sock-fd" or "backend.data.addr.data.str";

    /// <summary>Whether two values are what is drawn where the XML leaves it out: a UUID, a generation id, a MAC address of QEMU's range.</summary>
    public static bool IsDrawn(string option, string property, string left, string right) => (option, property) switch
    {
        ("-uuid", _) or ("-device", "guid") => Guid.TryParse(left, out _) && Guid.TryParse(right, out _),
        (_, "mac" or "macaddr") => left.StartsWith("52:54:00:", StringComparison.OrdinalIgnoreCase)
            && right.StartsWith("52:54:00:", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The text with the guest's number in libvirt's and VirshLite's paths replaced by <c>N</c>.</summary>
    public static string WithoutGuestId(string text)
    {
        if (!text.Contains('/'))
        {
            return text;
        }

        foreach (string prefix in BeforeGuestId)
        {
            int at = text.IndexOf(prefix, StringComparison.Ordinal);
            while (at >= 0)
            {
                int start = at + prefix.Length;
                int end = start;
                if (end < text.Length && text[end] == '-')
                {
                    end++;
                }

                int digits = end;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                if (end > digits && end < text.Length && text[end] == '-')
                {
                    text = text[..start] + "N" + text[end..];
                }

                at = text.IndexOf(prefix, start, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
