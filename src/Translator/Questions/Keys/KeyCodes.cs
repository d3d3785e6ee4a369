using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Questions.Keys;

/// <summary><c>send-key</c>: keys by number or name in one of libvirt's code sets, as QEMU's numbers (live-changes.md 13).</summary>
public static class KeyCodes
{
    /// <summary>As many as libvirt takes at once.</summary>
    public const int Most = 16;

    /// <param name="codeSet">linux, xt, atset1 …</param>
    /// <param name="keys">Numbers or names.</param>
    /// <exception cref="DomainException">In virsh's words: the set or a key is not known.</exception>
    public static IReadOnlyList<int> Of(string codeSet, IReadOnlyList<string> keys)
    {
        string rows = RowsOf(codeSet) ?? throw Plain($"unknown codeset: '{codeSet}'");
        if (keys.Count > Most)
        {
            throw Plain("too many keycodes");
        }

        int[] codes = [.. keys.Select(key => CodeOf(codeSet, key) ?? throw Plain($"invalid keycode: '{key}'"))];
        return [.. codes.Select(code => NumberOf(rows, code)
            ?? throw new DomainException($"cannot translate keycode {code} of {codeSet} codeset to qnum keycode", default, RefusalKind.Internal))];
    }

    private static string? RowsOf(string codeSet) => codeSet switch
    {
        "linux" => KeyCodeRows.Linux,
        "xt" or "atset1" => KeyCodeRows.AtSet1,
        "atset2" => KeyCodeRows.AtSet2,
        "atset3" => KeyCodeRows.AtSet3,
        "os_x" => KeyCodeRows.OsX,
        "xt_kbd" => KeyCodeRows.XtKbd,
        "usb" => KeyCodeRows.Usb,
        "win32" => KeyCodeRows.Win32,
        "qnum" or "rfb" => "",
        _ => null,
    };

    private static int? CodeOf(string codeSet, string key)
    {
        if (Number(key) is { } number)
        {
            return number is >= 0 and <= 0xffff ? number : null;
        }

        (string prefix, string names) = codeSet switch
        {
            "linux" => ("KEY_", KeyNameRows.Linux),
            "win32" => ("VK_", KeyNameRows.Win32),
            _ => ("", ""),
        };
        if (names.Length == 0 || !key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] words = names.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            if (words[i] == key[prefix.Length..])
            {
                return int.Parse(words[i + 1], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static int? Number(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int hex) ? hex : null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int plain) ? plain : null;

    /// <summary>QEMU's number for a code; null where the set has no such key.</summary>
    private static int? NumberOf(string rows, int code)
    {
        if (rows.Length == 0)
        {
            return code;
        }

        int at = 0;
        foreach (string word in rows.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':'))
            {
                at = Hex(word[..^1]);
                continue;
            }

            int dash = word.IndexOf('-', StringComparison.Ordinal), star = word.IndexOf('*', StringComparison.Ordinal);
            int first = Hex(dash > 0 ? word[..dash] : star > 0 ? word[..star] : word);
            int count = dash > 0 ? Hex(word[(dash + 1)..]) - first + 1 : star > 0 ? int.Parse(word[(star + 1)..], CultureInfo.InvariantCulture) : 1;
            if (code >= at && code < at + count)
            {
                return dash > 0 ? first + code - at : first;
            }

            at += count;
        }

        return null;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static DomainException Plain(string message) => new(message, default, RefusalKind.Plain);
}
