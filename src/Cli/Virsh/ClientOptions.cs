using System.Globalization;

namespace VirshLite.Cli.Virsh;

/// <summary>virsh's own options, those before the command, in getopt's ways: bundled letters, values behind them, long names cut short.</summary>
internal sealed class ClientOptions
{
    private static string[] LongNames => ["connect=", "debug=", "escape=", "help", "keepalive-interval=", "keepalive-count=", "log=", "quiet", "readonly",
        "timing", "version?"];

    public string? Uri { get; set; }

    public bool ReadOnly { get; set; }

    public bool Quiet { get; private set; }

    public bool Timing { get; private set; }

    public string? LogFile { get; private set; }

    /// <summary>Ctrl with the letter leaves a console; null = Ctrl+].</summary>
    public char? Escape { get; private set; }

    public bool Help { get; private set; }

    /// <summary><c>short</c> or <c>long</c>; null where the version was not asked for.</summary>
    public string? Version { get; private set; }

    /// <summary>Words of warning.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The command and its words.</summary>
    public IReadOnlyList<string> Rest { get; private set; } = [];

    /// <exception cref="VirshSyntaxException">In virsh's words.</exception>
    public static ClientOptions Of(string[] args)
    {
        var options = new ClientOptions();
        int i = 0;
        while (i < args.Length && options is { Help: false, Version: null })
        {
            string word = args[i];
            if (word is "--" or "-" || !word.StartsWith('-'))
            {
                i += word == "--" ? 1 : 0;
                break;
            }

            i++;
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                options.Long(word, args, ref i);
            }
            else
            {
                options.Letters(word, args, ref i);
            }
        }

        options.Rest = args[i..];
        return options;
    }

    private void Long(string word, string[] args, ref int i)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word[2..] : word[2..equals];
        string[] fitting = [.. LongNames.Where(n => n.TrimEnd('=', '?') == name)];
        fitting = fitting.Length > 0 ? fitting : [.. LongNames.Where(n => n.StartsWith(name, StringComparison.Ordinal))];
        if (fitting.Length != 1)
        {
            throw new VirshSyntaxException($"unsupported option '{word}'. See --help.");
        }

        string full = fitting[0].TrimEnd('=', '?');
        char letter = full switch { "keepalive-count" => 'K', _ => full[0] };
        string? value = equals < 0 ? null : word[(equals + 1)..];
        if (fitting[0].EndsWith('=') && value is null)
        {
            value = Needed(letter, full, args, ref i);
        }
        else if (value is not null && !fitting[0].EndsWith('=') && !fitting[0].EndsWith('?'))
        {
            throw new VirshSyntaxException($"unsupported option '-{letter}'. See --help.");
        }

        if (full == "version")
        {
            Version = value == "long" ? "long" : "short";
            return;
        }

        Set(letter, value);
    }

    private void Letters(string word, string[] args, ref int i)
    {
        for (int at = 1; at < word.Length; at++)
        {
            char letter = word[at];
            if (letter is 'c' or 'd' or 'e' or 'k' or 'K' or 'l')
            {
                string rest = word[(at + 1)..];
                string full = LongNames.First(n => n[0] == char.ToLowerInvariant(letter)).TrimEnd('=');
                Set(letter, rest.Length > 0 ? rest : Needed(letter, letter == 'K' ? "keepalive-count" : full, args, ref i));
                return;
            }

            if (letter is not ('h' or 'q' or 'r' or 't' or 'v' or 'V'))
            {
                throw new VirshSyntaxException($"unsupported option '-{letter}'. See --help.");
            }

            Set(letter, null);
        }
    }

    private static string Needed(char letter, string name, string[] args, ref int i) => i < args.Length
        ? args[i++] : throw new VirshSyntaxException($"option '-{letter}'/'--{name}' requires an argument");

    private void Set(char letter, string? value)
    {
        switch (letter)
        {
            case 'c': Uri = value; break;
            case 'l': LogFile = value; break;
            case 'h': Help = true; break;
            case 'q': Quiet = true; break;
            case 'r': ReadOnly = true; break;
            case 't': Timing = true; break;
            case 'v': Version = "short"; break;
            case 'V': Version = "long"; break;
            case 'd': Debug(value!); break;
            case 'e': Escape = Letter(value!); break;
            default: Seconds(letter, value!); break;
        }
    }

    private void Debug(string value)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int level))
        {
            throw new VirshSyntaxException("option -d takes a numeric argument");
        }

        if (level is < 0 or > 4)
        {
            Warnings.Add($"ignoring debug level {level} out of range [0-4]");
        }
    }

    private static char Letter(string value) => value.Length == 1 ? value[0]
        : value.Length == 2 && value[0] == '^' ? (char)(char.ToUpperInvariant(value[1]) ^ 0x40)
        : throw new VirshSyntaxException($"Invalid string '{value}' for escape sequence");

    /// <summary>Nothing is connected to, so nothing is kept alive; only the form is looked at.</summary>
    private static void Seconds(char letter, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new VirshSyntaxException($"Invalid value for option -{letter}");
        }
    }
}
