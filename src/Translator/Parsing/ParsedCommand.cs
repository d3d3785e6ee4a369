using System.Text.Json;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Parsing;

/// <summary>A command line that somebody saved: environment assignments, the binary, the arguments as words.</summary>
public sealed record ParsedCommand(IReadOnlyList<KeyValuePair<string, string>> Environment, string Binary, IReadOnlyList<string> Arguments)
{
    /// <summary>The libvirt whose rules made the command, as the log says that it was found in, <c>9.0.0</c>; null where nothing says so.</summary>
    public string? LibvirtVersion { get; init; }

    /// <summary>What the command calls the guest (-name); null where it does not.</summary>
    public string? GuestName => ParsedOption.Of(Arguments).LastOrDefault(o => o.Name is "-name" or "--name")?.Properties["guest"];

    /// <summary>
    /// Reads a command in any of the forms that are about (<see cref="PastedText"/>): a libvirt log (its last start counts), one line for a shell, <c>ps</c>, a
    /// script, one argument a line, words ended by NUL (<c>/proc/PID/cmdline</c>), or VirshLite's JSON.
    /// </summary>
    /// <param name="guest">Which one, where the text has several.</param>
    /// <exception cref="DomainException">There is no command in the text, or more than one.</exception>
    public static ParsedCommand Parse(string text, string? guest = null) => PastedText.Command(text, guest);

    /// <summary>The form of last resort: no name of a QEMU program is in the text, so the binary is what stands first.</summary>
    internal static ParsedCommand OfOneArgumentALine(string text)
    {
        string[] lines = text.Trim().Split('\n');
        bool oneArgumentALine = lines.Length > 1 && !Array.Exists(lines, l => l.TrimEnd().EndsWith('\\') || l.Trim().Length == 0);
        ParsedCommand read = OfWords(oneArgumentALine ? lines : ShellWords.Split(text));
        return read.Binary.AsSpan().ContainsAny(" \t\"'()") || read.Arguments is [not ['-', ..], ..]
            ? throw new DomainException("no command line was found: no QEMU with options behind it stands in the text") : read;
    }

    /// <summary>Leading <c>NAME=value</c> words are the environment, the next is the binary.</summary>
    public static ParsedCommand OfWords(IReadOnlyList<string> words)
    {
        var environment = new List<KeyValuePair<string, string>>();
        int at = 0;
        for (; at < words.Count && AssignmentAt(words[at]) is > 0 and var equals; at++)
        {
            environment.Add(new(words[at][..equals], words[at][(equals + 1)..]));
        }

        if (at == words.Count || words[at].StartsWith('-'))
        {
            throw new DomainException("no command line was found: a binary was expected, then its arguments");
        }

        return new(environment, words[at], [.. words.Skip(at + 1)]);
    }

    private static int AssignmentAt(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (word[i] == '=')
            {
                return i;
            }

            if (!(char.IsAsciiLetter(word[i]) || word[i] == '_' || i > 0 && char.IsAsciiDigit(word[i])))
            {
                break;
            }
        }

        return 0;
    }

    internal static ParsedCommand OfJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            var environment = new List<KeyValuePair<string, string>>();
            if (root.TryGetProperty("environment", out JsonElement variables))
            {
                foreach (JsonProperty variable in variables.EnumerateObject())
                {
                    environment.Add(new(variable.Name, variable.Value.GetString() ?? ""));
                }
            }

            return new(
                environment,
                root.GetProperty("binary").GetString() ?? "",
                [.. root.GetProperty("arguments").EnumerateArray().Select(a => a.GetString() ?? "")]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DomainException("no command line was found: JSON with \"binary\" and \"arguments\" was expected");
        }
    }
}
